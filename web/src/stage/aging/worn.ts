/** What a person wears on head and nose, told from tones. */
import { type Point, pointOf } from "./face-frame.ts";
import type { Sample } from "./face-samples.ts";
import { ANCHORS } from "./landmarks.ts";
import { share } from "./share.ts";
import { median, medianTone } from "./tone.ts";

/**
 * Glasses have a bridge across the nose's root, where skin alone is smooth: what is looked at about the
 * root, how finely, and from how far above and below it a row is told lighter or darker.
 */
export const BRIDGE = { half: 0.09, from: -0.1, to: 0.16, rows: 26, apart: 4 } as const;
/** Where on the bridge: left, middle, right, in shares of its breadth. */
export const BRIDGE_BANDS = [
  [0, 0.22],
  [0.33, 0.67],
  [0.78, 1],
] as const;
/** How much lighter or darker, in shares of the lightness: in the middle, and at one side or the other. */
const BRIDGE_STEP = { middle: 0.165, aside: 0.27, from: 0.85, to: 1.05 } as const;
/** The narrower half of a face is so little of the other where it turns away. */
const TURNED = 0.5;
/** Hair is neither green nor blue, nor so light and dark at once as a cap with a badge. */
const HAT = {
  half: 0.34,
  from: 0.12,
  to: 0.5,
  red: -6,
  yellow: -10,
  byHue: 5,
  lightness: { from: 25, to: 33 },
} as const;

/** Returns how surely (0..1) what is above a forehead is a hat. top: of the forehead. */
export function hatOf(samples: readonly Sample[], top: Point): number {
  const above = samples
    .filter(
      ({ at: { x, y }, person }) =>
        person > 0.93 &&
        Math.abs(x - top.x) < HAT.half &&
        y < top.y - HAT.from &&
        y > top.y - HAT.to,
    )
    .map(({ tone }) => tone);
  if (above.length === 0) return 0;
  const [, red, yellow] = medianTone(above);
  const lights = above.map(([light]) => light);
  const mean = lights.reduce((sum, light) => sum + light, 0) / lights.length;
  const variance = lights.reduce((sum, light) => sum + (light - mean) ** 2, 0) / lights.length;
  return Math.max(
    share(Math.max(HAT.red - red, HAT.yellow - yellow), 0, HAT.byHue),
    share(Math.sqrt(variance), HAT.lightness.from, HAT.lightness.to),
  );
}

/** Whether a face looks aside: the room shows beside its nose. */
export function isTurned(shape: Float32Array): boolean {
  const { left_edge, right_edge, bridge } = ANCHORS;
  const [left, right, middle] = [left_edge, right_edge, bridge].map((at) => pointOf(shape, at).x);
  const [before, behind] = [(middle ?? 0) - (left ?? 0), (right ?? 0) - (middle ?? 0)];
  return Math.min(before, behind) < TURNED * Math.max(before, behind);
}

/** Returns how surely (0..1) there are glasses. bridge: lightness down each of its bands. */
export function glassesOf(bridge: readonly (readonly number[])[]): number {
  const [left = 0, middle = 0, right = 0] = bridge.map(stepOf);
  const { middle: middleMin, aside: asideMin, from, to } = BRIDGE_STEP;
  return share(Math.min(middle / middleMin, Math.max(left, right) / asideMin), from, to);
}

/** Returns by how much a row differs at most from those above and below, in shares of the lightness. */
function stepOf(lights: readonly number[]): number {
  const { apart } = BRIDGE;
  const steps = lights.slice(apart, -apart).map((light, row) => {
    const [before = light, after = light] = [lights[row], lights[row + 2 * apart]];
    return Math.abs(light - (before + after) / 2);
  });
  return Math.max(0, ...steps) / Math.max(1, median(lights));
}
