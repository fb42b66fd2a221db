/**
 * A line on the stage: a picture bent along points, its left end at the first of them.
 *
 * The points are joined by a curve (Catmull-Rom), so that a hand that moved between two ticks leaves
 * no corner. Lengths are CSS pixels about the line's own middle, y down.
 */
import { BufferAttribute, BufferGeometry, Mesh } from "three";
import { type FlatMaterial, flatMaterial } from "./flat-material.ts";
import type { SpotPx } from "./spot.ts";

/** From one place of the curve to the next. */
const STEP_PX = 6;
const STEPS_MAX = 12;
/** Where a curve turns back on itself its edge would shoot out; it is held to this many widths. */
const MITRE_MAX = 1.6;

export class Ribbon {
  readonly mesh = new Mesh<BufferGeometry, FlatMaterial>(new BufferGeometry(), flatMaterial());
  lengthPx = 0;
  private shown = "";

  constructor() {
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
  }

  /** Bends it along the points, where they or the width have changed since. */
  bend(points: readonly SpotPx[], widthPx: number): void {
    const wanted = `${widthPx.toFixed(1)} ${points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}`;
    if (wanted === this.shown) return;
    this.shown = wanted;
    const curve = curveThrough(points);
    const reached = reachedPx(curve);
    this.lengthPx = reached.at(-1) ?? 0;
    this.mesh.geometry.dispose();
    this.mesh.geometry = ribbonGeometry(curve, reached, widthPx);
  }

  dispose(): void {
    this.mesh.material.dispose();
    this.mesh.geometry.dispose();
  }
}

/** Reads the field `points` of a node, "x,y x,y …". */
export function readPoints(points: string): { x: number; y: number }[] {
  if (points === "") return [];
  return points.split(" ").map((pair) => {
    const [x = 0, y = 0] = pair.split(",").map(Number);
    return { x, y };
  });
}

/** Returns the box that holds all points; an empty one at the corner for none. */
export function boundsOf(points: readonly SpotPx[]): {
  middle: SpotPx;
  width: number;
  height: number;
} {
  if (points.length === 0) return { middle: { x: 0, y: 0 }, width: 0, height: 0 };
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  return {
    middle: { x: (left + right) / 2, y: (top + bottom) / 2 },
    width: right - left,
    height: bottom - top,
  };
}

function curveThrough(points: readonly SpotPx[]): SpotPx[] {
  const curve: SpotPx[] = [];
  for (let at = 0; at < points.length - 1; at++) {
    const from = points[at] as SpotPx;
    const to = points[at + 1] as SpotPx;
    const before = points[at - 1] ?? from;
    const after = points[at + 2] ?? to;
    const gap = Math.hypot(to.x - from.x, to.y - from.y);
    if (gap === 0) continue;
    const steps = Math.max(1, Math.min(STEPS_MAX, Math.round(gap / STEP_PX)));
    for (let step = 0; step < steps; step++) {
      const share = step / steps;
      curve.push({
        x: catmullRom(before.x, from.x, to.x, after.x, share),
        y: catmullRom(before.y, from.y, to.y, after.y, share),
      });
    }
  }
  const last = points.at(-1);
  if (last !== undefined) curve.push(last);
  return curve;
}

/** Source: Catmull, Rom, "A class of local interpolating splines", 1974; uniform, tension 1/2. */
function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  const cubic = 3 * (b - c) + d - a;
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + cubic * t * t * t);
}

/** How far along the curve each of its places lies. */
function reachedPx(curve: readonly SpotPx[]): number[] {
  let reached = 0;
  return curve.map((spot, at) => {
    const before = curve[at - 1] ?? spot;
    reached += Math.hypot(spot.x - before.x, spot.y - before.y);
    return reached;
  });
}

/** Two edges along the curve, half a width to either side of it. */
function ribbonGeometry(
  curve: readonly SpotPx[],
  reached: readonly number[],
  widthPx: number,
): BufferGeometry {
  const geometry = new BufferGeometry();
  const count = curve.length < 2 ? 0 : curve.length;
  const positions = new Float32Array(count * 6);
  const uvs = new Float32Array(count * 4);
  const total = Math.max(1, reached.at(-1) ?? 0);
  for (let at = 0; at < count; at++) {
    const spot = curve[at] as SpotPx;
    const before = direction(curve[at - 1] ?? spot, spot);
    const after = direction(spot, curve[at + 1] ?? spot);
    const [x, y] = mitre(before ?? after, after ?? before);
    const half = widthPx / 2;
    positions.set([spot.x - x * half, spot.y - y * half, 0], at * 6);
    positions.set([spot.x + x * half, spot.y + y * half, 0], at * 6 + 3);
    const share = (reached[at] ?? 0) / total;
    uvs.set([share, 1, share, 0], at * 4);
  }
  const index: number[] = [];
  for (let at = 0; at < count - 1; at++) {
    const corner = at * 2;
    index.push(corner, corner + 1, corner + 3, corner, corner + 3, corner + 2);
  }
  geometry.setAttribute("position", new BufferAttribute(positions, 3));
  geometry.setAttribute("uv", new BufferAttribute(uvs, 2));
  geometry.setIndex(index);
  return geometry;
}

type Direction = readonly [number, number];

function direction(from: SpotPx, to: SpotPx): Direction | null {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  return length === 0 ? null : [(to.x - from.x) / length, (to.y - from.y) / length];
}

/** The way across a corner of the curve, longer than 1 so that the ribbon keeps its width. */
function mitre(before: Direction | null, after: Direction | null): Direction {
  if (before === null || after === null) return [0, -1];
  const across: Direction = [-(before[1] + after[1]), before[0] + after[0]];
  const length = Math.hypot(...across);
  if (length < 1e-3) return [-after[1], after[0]];
  const way: Direction = [across[0] / length, across[1] / length];
  const cosine = way[0] * -after[1] + way[1] * after[0];
  const stretch = Math.min(MITRE_MAX, 1 / Math.max(cosine, 1e-3));
  return [way[0] * stretch, way[1] * stretch];
}
