/** Curves through landmarks: smooth, and of evenly spaced points. */
import { between, type Point } from "./face-frame.ts";

export type Curve = Point[];

/** Returns count points at even ways along a Catmull-Rom curve through the given ones. */
export function through(points: readonly Point[], count: number): Curve {
  const dense = catmullRom(points);
  const ways = [0];
  for (let index = 1; index < dense.length; index += 1) {
    ways.push((ways[index - 1] ?? 0) + distance(at(dense, index - 1), at(dense, index)));
  }
  const whole = ways[ways.length - 1] ?? 0;
  let place = 0;
  return Array.from({ length: count }, (_, index) => {
    const way = (whole * index) / (count - 1);
    while (place < dense.length - 2 && (ways[place + 1] ?? 0) < way) place += 1;
    const from = ways[place] ?? 0;
    const share = (way - from) / Math.max(1e-9, (ways[place + 1] ?? 0) - from);
    return between(at(dense, place), at(dense, place + 1), Math.min(1, Math.max(0, share)));
  });
}

/** Returns the part of a curve between two shares (0..1) of its points, count points again. */
export function part(curve: Curve, from: number, to: number, count: number): Curve {
  return Array.from({ length: count }, (_, index) => {
    const place = (from + ((to - from) * index) / (count - 1)) * (curve.length - 1);
    const before = Math.min(curve.length - 2, Math.max(0, Math.floor(place)));
    return between(at(curve, before), at(curve, before + 1), place - before);
  });
}

/** A curve between two of the same number of points. */
export function blend(one: Curve, other: Curve, share: number): Curve {
  return one.map((point, index) => between(point, at(other, index), share));
}

/** Moves each point by what a function of its share (0..1) along the curve says. */
export function moved(curve: Curve, by: (share: number) => Point): Curve {
  return curve.map(({ x, y }, index) => {
    const way = by(index / Math.max(1, curve.length - 1));
    return { x: x + way.x, y: y + way.y };
  });
}

/** Unit normals, to the right of the way along the curve. */
export function normals(curve: Curve): Point[] {
  return curve.map((_, index) => {
    const before = at(curve, Math.max(0, index - 1));
    const after = at(curve, Math.min(curve.length - 1, index + 1));
    const length = Math.max(1e-9, distance(before, after));
    return { x: -(after.y - before.y) / length, y: (after.x - before.x) / length };
  });
}

function at(curve: readonly Point[], index: number): Point {
  return curve[index] ?? { x: 0, y: 0 };
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

const STEPS = 5;

function catmullRom(points: readonly Point[]): Point[] {
  const last = points.length - 1;
  const dense: Point[] = [];
  for (let index = 0; index < last; index += 1) {
    const [p0, p1, p2, p3] = [
      at(points, Math.max(0, index - 1)),
      at(points, index),
      at(points, index + 1),
      at(points, Math.min(last, index + 2)),
    ];
    for (let step = 0; step < STEPS; step += 1) {
      const t = step / STEPS;
      const mix = (a: number, b: number, c: number, d: number): number =>
        0.5 *
        (2 * b +
          (c - a) * t +
          (2 * a - 5 * b + 4 * c - d) * t * t +
          (3 * b - a - 3 * c + d) * t ** 3);
      dense.push({ x: mix(p0.x, p1.x, p2.x, p3.x), y: mix(p0.y, p1.y, p2.y, p3.y) });
    }
  }
  dense.push(at(points, last));
  return dense;
}
