/**
 * Poses on the visitor's body by anchor name: hands ("left_hand.wrist" …) and ears. Followed from
 * tracked frame to tracked frame; hidden where tracking is unsure.
 */
import { Quaternion, Vector3 } from "three";
import type { EngineDescription } from "../runtime/micropython.ts";
import type { TrackedFace, TrackedHand, TrackerFrame } from "../tracking/tracker-frame.ts";
import type { AnchorPose } from "./anchor-pose.ts";
import { EARS, EarPoses, type FaceMeasure } from "./ear-poses.ts";
import { type HandMeasure, HandPoses } from "./hand-poses.ts";
import { HandSides } from "./hand-sides.ts";
import { HandTrust } from "./hand-trust.ts";
import { WornPlace } from "./worn-place.ts";

type Side = TrackedHand["side"];
const SIDES: readonly Side[] = ["left", "right"];
/** Things held are seen from any side; only limbs hide what they wear when seen end on. */
const HELD: ReadonlySet<string> = new Set(["palm", "grip"]);
/** After a longer gap a pose is smoothed anew. */
const GAP_S_MAX = 0.5;

/**
 * MediaPipe tells no distance between face and hands. A hand that is seen is before the face, by
 * more than either is deep, and one hand is before the other. In picture heights.
 */
const HAND_DEPTH = 2;
const HANDS_DEPTH_MAX = HAND_DEPTH * 3;
/** Unit of what the pointer holds, in picture heights. */
const POINTER_SIZE = 0.11;

/** A hand of the newest frame, for whoever needs its shape. */
export interface SeenHand extends HandMeasure {
  side: Side;
  /** Unsmoothed poses by place. */
  poses: Map<string, AnchorPose>;
  /** How far it is before the face, in picture heights; the larger hand is the nearer one. */
  depth: number;
}

export interface ShownPlace {
  pose: AnchorPose;
  /** 0..1, less while it is unsure. */
  opacity: number;
  /** How far before the face, in picture heights. */
  depth: number;
}

export class BodyAnchors {
  readonly hands: SeenHand[] = [];
  /** The newest frame's face; null without one. */
  face: FaceMeasure | null = null;
  private readonly handPoses: HandPoses;
  private readonly earPoses: EarPoses;
  private readonly sides: HandSides;
  private readonly trust: Record<Side, HandTrust>;
  private readonly places = new Map<string, WornPlace>();
  private readonly pointed = new Map<string, AnchorPose>();
  private lastMs = 0;

  constructor(description: EngineDescription) {
    const { hand_anchors, hand_anchor_filter, ear_anchor_filter } = description;
    this.handPoses = new HandPoses(description);
    this.earPoses = new EarPoses(description);
    this.sides = new HandSides(description);
    this.trust = { left: new HandTrust(), right: new HandTrust() };
    for (const side of SIDES) {
      for (const place of Object.keys(hand_anchors)) {
        this.places.set(`${side}_hand.${place}`, new WornPlace(hand_anchor_filter));
      }
    }
    for (const ear of EARS) this.places.set(ear, new WornPlace(ear_anchor_filter));
  }

  /** Takes the newest landmarks. face: the face that is followed, or null. */
  update(frame: TrackerFrame, face: Pick<TrackedFace, "points"> | null): void {
    const gapS = (frame.t_ms - this.lastMs) / 1000;
    this.lastMs = frame.t_ms;
    const passedS = gapS > GAP_S_MAX ? 0 : gapS;
    const aspect = frame.width / frame.height;
    const found = this.sides.choose(frame.hands, aspect);
    this.hands.length = 0;
    for (const side of SIDES) this.updateHand(side, found.get(side), aspect, passedS);
    this.hands.sort((a, b) => a.palm - b.palm);
    this.hands.forEach((hand, rank) => {
      hand.depth += rank * HAND_DEPTH;
    });
    const measured = face === null ? null : this.earPoses.measure(face, aspect);
    this.face = measured;
    for (const ear of EARS) {
      const isSeen = face !== null && measured !== null;
      const pose = isSeen ? this.earPoses.pose(ear, face, measured, aspect) : null;
      this.places.get(ear)?.take(pose, passedS);
    }
  }

  /** Has the pointer stand for what a right hand holds. x, y: 0..1 of the picture as seen. */
  point(x: number, y: number, aspect: number): void {
    for (const place of HELD) {
      this.pointed.set(`right_hand.${place}`, {
        at: new Vector3(x * aspect, -y, 0),
        turn: new Quaternion(),
        size: POINTER_SIZE,
      });
    }
  }

  /** Fades on by so many seconds. */
  advance(passedS: number): void {
    for (const place of this.places.values()) place.advance(passedS);
  }

  has(anchor: string): boolean {
    return this.places.has(anchor);
  }

  /** Returns where an anchor is, or null while there is nothing to be seen. */
  place(anchor: string): ShownPlace | null {
    const pointed = this.pointed.get(anchor);
    if (pointed !== undefined) return { pose: pointed, opacity: 1, depth: HANDS_DEPTH_MAX };
    const place = this.places.get(anchor);
    if (place === undefined || place.pose === null || place.opacity === 0) return null;
    const hand = this.hands.find(({ side }) => anchor.startsWith(`${side}_hand.`));
    const isOnHand = !anchor.startsWith("face.");
    const depth = hand?.depth ?? (isOnHand ? HAND_DEPTH : 0);
    return { pose: place.pose, opacity: place.opacity, depth };
  }

  private updateHand(
    side: Side,
    hand: TrackedHand | undefined,
    aspect: number,
    passedS: number,
  ): void {
    const trust = this.trust[side];
    if (hand === undefined) trust.forget();
    const measured = hand === undefined ? null : this.handPoses.measure(hand, aspect);
    const poses = measured && this.handPoses.poses(measured, side);
    if (measured !== null && poses !== null) {
      this.hands.push({ ...measured, side, poses, depth: HAND_DEPTH });
    }
    const isSure = measured !== null && trust.take(measured);
    for (const name of this.handPoses.names) {
      const pose = poses?.get(name);
      const isSeen = isSure && pose !== undefined && (HELD.has(name) || !trust.isEndOn(name, pose));
      this.places.get(`${side}_hand.${name}`)?.take(isSeen ? pose : null, passedS);
    }
  }
}
