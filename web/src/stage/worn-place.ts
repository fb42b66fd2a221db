/**
 * One place on a body where something may be worn: smoothed, and faded out while it is unsure,
 * so that nothing ever flies around.
 */
import type { AnchorPose } from "./anchor-pose.ts";
import { PoseFilter, type PoseFilterConstants } from "./pose-filter.ts";

const FADE_IN_S = 0.16;
const FADE_OUT_S = 0.1;

export class WornPlace {
  /** Where it was last sure to be; null before it ever was. */
  pose: AnchorPose | null = null;
  /** 0 hidden .. 1 shown. */
  opacity = 0;
  private filter: PoseFilter | null = null;
  private isSure = false;

  constructor(private readonly constants: PoseFilterConstants) {}

  /** Takes what a tracked frame says of it; null where that cannot be trusted. */
  take(pose: AnchorPose | null, passedS: number): void {
    this.isSure = pose !== null;
    if (pose === null) this.filter = null;
    else if (this.filter === null) {
      this.filter = new PoseFilter(this.constants, pose);
      this.pose = pose;
    } else this.pose = this.filter.next(pose, passedS);
  }

  /** Fades on by so many seconds. */
  advance(passedS: number): void {
    const step = this.isSure ? passedS / FADE_IN_S : -passedS / FADE_OUT_S;
    this.opacity = Math.min(1, Math.max(0, this.opacity + step));
  }
}
