/** Whether the landmarks of a hand can be trusted to carry an ornament. */
import type { Vector3 } from "three";
import { type AnchorPose, axisOf } from "./anchor-pose.ts";
import type { HandMeasure } from "./hand-poses.ts";

/** Palm lengths in picture heights: smaller is noise, larger is a hand over the lens. */
const PALM_MIN = 0.045;
const PALM_MAX = 0.85;
/** Breadth of the knuckles in palm lengths; 0.57 to 0.82 in hands that are tracked well. */
const BREADTH_MIN = 0.3;
const BREADTH_MAX = 1.2;
/** Palm lengths from one frame to the next: no hand is that quick, it is another one. */
const JUMP_MAX = 2.2;
const GROWTH_MAX = 1.6;
/**
 * A limb that points at the lens shows neither its direction nor its width. Cosine of the angle
 * to the line of sight; wider to come back than to go, so that it does not flicker.
 */
const END_ON_COSINE = { hide: 0.9, show: 0.84 };

export class HandTrust {
  private before: { wrist: Vector3; palm: number } | null = null;
  private readonly endOn = new Set<string>();

  /** Takes the hand of a tracked frame; returns whether it is the same hand and well seen. */
  take(hand: HandMeasure): boolean {
    const { before } = this;
    const wrist = hand.points[0];
    if (wrist === undefined) return false;
    this.before = { wrist, palm: hand.palm };
    const breadth = hand.breadth / hand.palm;
    const isPlausible =
      hand.palm > PALM_MIN &&
      hand.palm < PALM_MAX &&
      breadth > BREADTH_MIN &&
      breadth < BREADTH_MAX;
    if (!isPlausible || before === null) return isPlausible;
    const growth = hand.palm / before.palm;
    const moved = Math.hypot(wrist.x - before.wrist.x, wrist.y - before.wrist.y) / before.palm;
    return moved < JUMP_MAX && growth < GROWTH_MAX && growth > 1 / GROWTH_MAX;
  }

  /** Whether the limb at this place lies along the line of sight. */
  isEndOn(place: string, pose: AnchorPose): boolean {
    const limit = this.endOn.has(place) ? END_ON_COSINE.show : END_ON_COSINE.hide;
    const isEndOn = Math.abs(axisOf(pose.turn, 1).z) > limit;
    if (isEndOn) this.endOn.add(place);
    else this.endOn.delete(place);
    return isEndOn;
  }

  forget(): void {
    this.before = null;
    this.endOn.clear();
  }
}
