/**
 * Tells the visitor's hands apart just as the engine does (HandChooser in effects/engine/hands.py,
 * where the rules are explained), so that what is worn stays on the hand that wears it.
 */
import { Vector3 } from "three";
import type { EngineDescription } from "../runtime/micropython.ts";
import type { TrackedHand } from "../tracking/tracker-frame.ts";
import { bodyPoint, POINT_SIZE } from "./body-point.ts";

type Side = TrackedHand["side"];
const HANDS_MAX = 2;

interface Place {
  middle: Vector3;
  palm: number;
  wristX: number;
}

interface Seen {
  hand: TrackedHand;
  place: Place;
}

export class HandSides {
  private readonly places = new Map<Side, Place>();
  private readonly unseenFrames: Record<Side, number> = { left: 0, right: 0 };
  private oddFrames = 0;
  private agreedFrames = 0;
  private readonly rules: EngineDescription["hand_sides"];
  private readonly corners: number[];
  private readonly knuckle: number;

  constructor({ hand_landmarks, hand_sides }: EngineDescription) {
    const place = (name: string): number => (hand_landmarks[name] ?? 0) * POINT_SIZE;
    this.rules = hand_sides;
    this.corners = ["wrist", "index_mcp", "pinky_mcp"].map(place);
    this.knuckle = place("middle_mcp");
  }

  /** Returns the hands of a tracker frame by side. aspect: width / height of the picture. */
  choose(hands: readonly TrackedHand[], aspect: number): Map<Side, TrackedHand> {
    const seen = hands
      .slice(0, HANDS_MAX)
      .map((hand) => ({ hand, place: this.placeOf(hand, aspect) }));
    const found = this.cheapest(seen);
    this.remember(found);
    return new Map([...found].map(([side, { hand }]) => [side, { ...hand, side }]));
  }

  private cheapest([one, another]: readonly Seen[]): Map<Side, Seen> {
    if (one === undefined) return new Map();
    if (another === undefined) {
      return new Map([[this.cost(one, "left") < this.cost(one, "right") ? "left" : "right", one]]);
    }
    let ahead = this.cost(one, "left") + this.cost(another, "right");
    let back = this.cost(one, "right") + this.cost(another, "left");
    // Mirrored, a left hand is mostly to the left of its fellow.
    if (one.place.wristX > another.place.wristX) ahead += this.rules.crossed_cost;
    else back += this.rules.crossed_cost;
    const [left, right] = ahead < back ? [one, another] : [another, one];
    return new Map<Side, Seen>([
      ["left", left],
      ["right", right],
    ]);
  }

  private cost({ hand, place }: Seen, side: Side): number {
    const { rules } = this;
    const label = this.isStubborn() ? rules.stubborn_label_cost : rules.other_label_cost;
    const before = this.places.get(side);
    const sizes = before === undefined ? 0 : before.middle.distanceTo(place.middle) / before.palm;
    const way = before === undefined ? Infinity : sizes / rules.same_hand_sizes;
    return (hand.side === side ? 0 : label) + Math.min(way, rules.new_hand_cost);
  }

  private remember(found: ReadonlyMap<Side, Seen>): void {
    const { lost_frames, side_frames_max } = this.rules;
    let isOdd = false;
    for (const side of ["left", "right"] as const) {
      const seen = found.get(side);
      this.unseenFrames[side] = seen === undefined ? this.unseenFrames[side] + 1 : 0;
      if (seen !== undefined) {
        isOdd ||= seen.hand.side !== side;
        this.places.set(side, seen.place);
      } else if (this.unseenFrames[side] > lost_frames) this.places.delete(side);
    }
    if (this.places.size === 0) this.agreedFrames = 0;
    if (isOdd) this.oddFrames += 1;
    else if (found.size > 0) {
      const isOther = this.isStubborn();
      this.agreedFrames = isOther ? 0 : Math.min(this.agreedFrames + 1, side_frames_max);
      this.oddFrames = 0;
    }
  }

  /** Whether labels have said otherwise for long enough to be believed. */
  private isStubborn(): boolean {
    return this.oddFrames >= Math.max(this.rules.side_frames, this.agreedFrames);
  }

  private placeOf({ points }: TrackedHand, aspect: number): Place {
    const flat = (place: number): Vector3 => bodyPoint(points, place, aspect).setZ(0);
    const middle = new Vector3();
    for (const corner of this.corners) middle.add(flat(corner));
    const wrist = bodyPoint(points, this.corners[0] ?? 0, aspect);
    const palm = wrist.distanceTo(bodyPoint(points, this.knuckle, aspect));
    const wristX = wrist.x;
    return { middle: middle.divideScalar(this.corners.length), palm, wristX };
  }
}
