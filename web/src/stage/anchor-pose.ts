/** Where and how something sits on a body: a place, three axes and a natural size. */
import { Matrix4, Quaternion, Vector3 } from "three";

export interface AnchorPose {
  /** In body space, see body-point.ts. */
  at: Vector3;
  /** Turns a model's axes to the body's: y along the limb or up, z out of what is shown. */
  turn: Quaternion;
  /** What one unit of the model stands for, in picture heights. */
  size: number;
}

/** Returns the turn whose y axis is `up` and whose z axis comes as near to `front` as it can. */
export function turnOf(up: Vector3, front: Vector3): Quaternion {
  const y = up.clone().normalize();
  const x = new Vector3().crossVectors(y, front).normalize();
  const z = new Vector3().crossVectors(x, y);
  return new Quaternion().setFromRotationMatrix(new Matrix4().makeBasis(x, y, z));
}

/** Returns the axis (0 x, 1 y, 2 z) of a turn. */
export function axisOf(turn: Quaternion, axis: 0 | 1 | 2): Vector3 {
  return new Vector3().setComponent(axis, 1).applyQuaternion(turn);
}
