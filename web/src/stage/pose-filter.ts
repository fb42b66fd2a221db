/**
 * Smooths a pose from tracked frame to tracked frame, with the One Euro filter.
 *
 * The camera picture that is shown is the one that was tracked, so a pose is moved on when a picture
 * is, not in between. Places are measured in natural sizes: near and far hands are treated alike.
 */
import { Vector3 } from "three";
import { type AnchorPose, axisOf, turnOf } from "./anchor-pose.ts";
import { OneEuro } from "./one-euro.ts";

/** beta: per natural size a second of places, per radian a second of turns. */
export interface PoseFilterConstants {
  min_cutoff_hz: number;
  beta: number;
  derivative_cutoff_hz: number;
}

class VectorFilter {
  private readonly axes: OneEuro[];

  constructor({ min_cutoff_hz, beta, derivative_cutoff_hz }: PoseFilterConstants) {
    this.axes = [0, 1, 2].map(() => new OneEuro(min_cutoff_hz, beta, derivative_cutoff_hz));
  }

  next(vector: Vector3, passedS: number): Vector3 {
    const values = vector.toArray();
    return new Vector3().fromArray(
      this.axes.map((filter, axis) => filter.next(values[axis] ?? 0, passedS)),
    );
  }
}

export class PoseFilter {
  private readonly place: VectorFilter;
  private readonly up: VectorFilter;
  private readonly front: VectorFilter;
  private readonly logSize: OneEuro;

  /** first: the pose it starts from; its size stays the measure of later places. */
  constructor(
    constants: PoseFilterConstants,
    private readonly first: AnchorPose,
  ) {
    this.place = new VectorFilter(constants);
    this.up = new VectorFilter(constants);
    this.front = new VectorFilter(constants);
    const { min_cutoff_hz, beta, derivative_cutoff_hz } = constants;
    this.logSize = new OneEuro(min_cutoff_hz, beta, derivative_cutoff_hz);
    this.next(first, 0);
  }

  /** Returns the smoothed pose; passedS: seconds since the frame before. */
  next(pose: AnchorPose, passedS: number): AnchorPose {
    const unit = this.first.size;
    const place = this.place.next(pose.at.clone().divideScalar(unit), passedS);
    const up = this.up.next(axisOf(pose.turn, 1), passedS);
    const front = this.front.next(axisOf(pose.turn, 2), passedS);
    return {
      at: place.multiplyScalar(unit),
      turn: turnOf(up, front),
      size: Math.exp(this.logSize.next(Math.log(pose.size), passedS)),
    };
  }
}
