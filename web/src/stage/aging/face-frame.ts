/**
 * The frame in which a face is aged: origin between the eyes, axes along and across them, and the
 * face's width for a unit, so that every radius of a recipe is a constant whatever the picture.
 *
 * x grows to the right of the unmirrored picture, y towards the chin.
 */
import { EYE_CORNERS, FACE_EDGES } from "./landmarks.ts";

export const LANDMARKS = 478;

/** What the aligned picture of a face shows: a square about this middle, so far to each side. */
export const ALIGNED = { middleX: 0, middleY: 0.15, half: 1.5 } as const;

export interface Point {
  x: number;
  y: number;
}

/** Where the frame lies in its picture, in pixels. */
export interface FaceFrame {
  origin: Point;
  /** Unit vector along the eyes; the other axis is square to it. */
  along: Point;
  /** The face's width, measured in space: a turned face keeps its size. */
  unitPx: number;
}

/** mesh: 478 landmarks, x, y, z in turn, in 0..1 of the picture's width and height. */
export function faceFrame(mesh: Float32Array, width: number, height: number): FaceFrame {
  const at = (number: number): [number, number, number] => [
    (mesh[number * 3] ?? 0) * width,
    (mesh[number * 3 + 1] ?? 0) * height,
    (mesh[number * 3 + 2] ?? 0) * width,
  ];
  const [left, right] = [at(FACE_EDGES[0]), at(FACE_EDGES[1])];
  const [dx, dy, dz] = [right[0] - left[0], right[1] - left[1], right[2] - left[2]];
  const flat = Math.max(1e-3, Math.hypot(dx, dy));
  const corners = EYE_CORNERS.map(at);
  const mean = (axis: 0 | 1): number =>
    corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length;
  return {
    origin: { x: mean(0), y: mean(1) },
    along: { x: dx / flat, y: dy / flat },
    unitPx: Math.max(1, Math.hypot(dx, dy, dz)),
  };
}

/** Returns where a point of the picture (pixels) lies in a frame. */
export function placeIn({ origin, along, unitPx }: FaceFrame, { x, y }: Point): Point {
  const [dx, dy] = [x - origin.x, y - origin.y];
  return {
    x: (dx * along.x + dy * along.y) / unitPx,
    y: (dy * along.x - dx * along.y) / unitPx,
  };
}

/** Returns the landmarks in a frame, x and y in turn. */
export function shapeIn(
  frame: FaceFrame,
  mesh: Float32Array,
  width: number,
  height: number,
): Float32Array {
  const shape = new Float32Array(LANDMARKS * 2);
  for (let number = 0; number < LANDMARKS; number += 1) {
    const { x, y } = placeIn(frame, {
      x: (mesh[number * 3] ?? 0) * width,
      y: (mesh[number * 3 + 1] ?? 0) * height,
    });
    shape.set([x, y], number * 2);
  }
  return shape;
}

/** Returns the joints of a hand (x, y, z in turn, in 0..1 of the picture) in a frame. */
export function handIn(
  frame: FaceFrame,
  points: readonly number[],
  width: number,
  height: number,
): Point[] {
  return Array.from({ length: points.length / 3 }, (_, joint) =>
    placeIn(frame, {
      x: (points[joint * 3] ?? 0) * width,
      y: (points[joint * 3 + 1] ?? 0) * height,
    }),
  );
}

/** Returns one landmark of a shape. */
export function pointOf(shape: Float32Array, number: number): Point {
  return { x: shape[number * 2] ?? 0, y: shape[number * 2 + 1] ?? 0 };
}

/** A point a share (0..1, or beyond) of the way from one to another. */
export function between(one: Point, other: Point, share: number): Point {
  return { x: one.x + (other.x - one.x) * share, y: one.y + (other.y - one.y) * share };
}
