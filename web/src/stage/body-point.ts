/**
 * Landmarks as points in body space, the space in which ornaments are placed and hidden.
 *
 * One unit is the height of the camera picture, so that nothing is squeezed: x runs to the right as
 * the visitor sees it (mirrored here), y up, z to the viewer; the picture's upper left corner is
 * the origin. MediaPipe gives z in picture widths, smaller is nearer, from a middle of its own per
 * face or hand.
 */
import { Vector3 } from "three";

/** Number of values a landmark takes in `points`: x, y, z. */
export const POINT_SIZE = 3;

/** Reads the landmark whose x stands at `place`. aspect: width / height of the picture. */
export function bodyPoint(points: ArrayLike<number>, place: number, aspect: number): Vector3 {
  return new Vector3(
    (1 - (points[place] ?? 0)) * aspect,
    -(points[place + 1] ?? 0),
    -(points[place + 2] ?? 0) * aspect,
  );
}
