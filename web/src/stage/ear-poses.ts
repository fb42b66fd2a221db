/**
 * Where ornaments hang on the visitor's ears. The face mesh has none: the lobe is told from where it
 * meets the jaw and from the face's own axes. Shares of the face's height (forehead to chin) were
 * fitted on photographs of faces whose lobes were marked by hand.
 */
import { Vector3 } from "three";
import type { EngineDescription } from "../runtime/micropython.ts";
import type { TrackedFace } from "../tracking/tracker-frame.ts";
import { type AnchorPose, turnOf } from "./anchor-pose.ts";
import { bodyPoint, POINT_SIZE } from "./body-point.ts";

const LOBE_OUT = 0.04;
const LOBE_UP = -0.01;
const LOBE_BACK = 0.12;
const EAR_HEIGHT = 0.33;
/** Turned away further than this, sine of the angle, an ear is behind the cheek. */
const HIDDEN_SINE = 0.42;

export const EARS = ["face.user_left_ear", "face.user_right_ear"] as const;
export type Ear = (typeof EARS)[number];

export interface FaceMeasure {
  /** Right as seen, up, and to where the face looks. Unit vectors. */
  across: Vector3;
  up: Vector3;
  ahead: Vector3;
  /** Forehead to chin, in picture heights, in 3D. */
  height: number;
  middle: Vector3;
}

export class EarPoses {
  private readonly place: (name: string) => number;

  constructor({ face_landmark_order }: EngineDescription) {
    this.place = (name) => face_landmark_order.indexOf(name) * POINT_SIZE;
  }

  measure(face: Pick<TrackedFace, "points">, aspect: number): FaceMeasure {
    const from = (name: string): Vector3 => bodyPoint(face.points, this.place(name), aspect);
    const forehead = from("forehead");
    const chin = from("chin");
    const up = forehead.clone().sub(chin);
    const height = up.length();
    up.normalize();
    // Mirrored, the visitor's own right is on the right.
    const across = from("user_right_cheek").sub(from("user_left_cheek")).normalize();
    const ahead = new Vector3().crossVectors(across, up).normalize();
    return { across, up, ahead, height, middle: forehead.lerp(chin, 0.5) };
  }

  /** Returns where an ornament hangs, or null where the ear cannot be seen. */
  pose(
    ear: Ear,
    face: Pick<TrackedFace, "points">,
    measured: FaceMeasure,
    aspect: number,
  ): AnchorPose | null {
    const { across, up, ahead, height } = measured;
    const outward = ear === "face.user_right_ear" ? 1 : -1;
    if (across.z * outward < -HIDDEN_SINE) return null;
    const lobe = bodyPoint(face.points, this.place(`${ear.slice("face.".length)}_lobe`), aspect)
      .addScaledVector(across, outward * LOBE_OUT * height)
      .addScaledVector(up, LOBE_UP * height)
      .addScaledVector(ahead, -LOBE_BACK * height);
    // It hangs plumb, whichever way the head leans, and turns with the head.
    const turn = turnOf(new Vector3(0, 1, 0), ahead);
    return { at: lobe, turn, size: EAR_HEIGHT * height };
  }
}
