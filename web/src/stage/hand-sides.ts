/**
 * Tells the visitor's hands apart as the engine does (HandChooser in effects/engine/hands.py), so
 * that what is worn stays on the hand that the effect put it on.
 */
import { Vector3 } from "three";
import type { EngineDescription } from "../runtime/micropython.ts";
import type { TrackedHand } from "../tracking/tracker-frame.ts";
import { bodyPoint, POINT_SIZE } from "./body-point.ts";

type Side = TrackedHand["side"];

interface Place {
  middle: Vector3;
  palm: number;
  /** Frames since it was last seen. */
  unseenFrames: number;
}

export class HandSides {
  private readonly places = new Map<Side, Place>();
  /** Frames on end whose labels say otherwise, and frames before that they agreed in. */
  private oddFrames = 0;
  private agreedFrames = 0;
  private readonly corners: number[];
  private readonly knuckle: number;

  constructor(private readonly description: EngineDescription) {
    const { hand_landmarks } = description;
    const place = (name: string): number => (hand_landmarks[name] ?? 0) * POINT_SIZE;
    this.corners = ["wrist", "index_mcp", "pinky_mcp"].map(place);
    this.knuckle = place("middle_mcp");
  }

  /** Returns the hands of a tracker frame by side. aspect: width / height of the picture. */
  choose(hands: readonly TrackedHand[], aspect: number): Map<Side, TrackedHand> {
    const found = new Map<Side, TrackedHand>();
    const places = new Map<Side, Place>();
    let isOdd = false;
    for (const hand of hands) {
      const place = this.placeOf(hand, aspect);
      let { side } = hand;
      if (!this.isNear(side, place) && this.isNear(other(side), place)) {
        isOdd = true;
        if (!this.isStubborn()) side = other(side);
      }
      if (found.has(side)) side = other(side);
      if (found.has(side)) continue;
      found.set(side, { ...hand, side });
      places.set(side, place);
    }
    this.remember(places);
    if (places.size > 0) this.count(isOdd);
    return found;
  }

  /** Keeps where each side was for as long as it may be missed. */
  private remember(seen: ReadonlyMap<Side, Place>): void {
    for (const [side, place] of this.places) {
      place.unseenFrames += 1;
      if (place.unseenFrames > this.description.hand_sides.lost_frames) this.places.delete(side);
    }
    for (const [side, place] of seen) this.places.set(side, place);
    if (this.places.size === 0) this.agreedFrames = 0;
  }

  private count(isOdd: boolean): void {
    const { side_frames_max } = this.description.hand_sides;
    const isOther = this.isStubborn();
    if (!isOdd) this.agreedFrames = isOther ? 0 : Math.min(this.agreedFrames + 1, side_frames_max);
    this.oddFrames = isOdd ? this.oddFrames + 1 : 0;
  }

  /** Whether labels have said otherwise for long enough to be believed. */
  private isStubborn(): boolean {
    return this.oddFrames >= Math.max(this.description.hand_sides.side_frames, this.agreedFrames);
  }

  private isNear(side: Side, { middle }: Place): boolean {
    const place = this.places.get(side);
    const { same_hand_sizes } = this.description.hand_sides;
    return place !== undefined && place.middle.distanceTo(middle) < same_hand_sizes * place.palm;
  }

  private placeOf({ points }: TrackedHand, aspect: number): Place {
    const flat = (place: number): Vector3 => bodyPoint(points, place, aspect).setZ(0);
    const middle = new Vector3();
    for (const corner of this.corners) middle.add(flat(corner));
    const wrist = bodyPoint(points, this.corners[0] ?? 0, aspect);
    const palm = wrist.distanceTo(bodyPoint(points, this.knuckle, aspect));
    return { middle: middle.divideScalar(this.corners.length), palm, unseenFrames: 0 };
  }
}

function other(side: Side): Side {
  return side === "left" ? "right" : "left";
}
