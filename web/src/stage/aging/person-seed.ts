/** Numbers that are a face's own: drawn from its proportions, the same from picture to picture. */
import { pointOf } from "./face-frame.ts";
import { ANCHORS } from "./landmarks.ts";

/** Returns a generator of numbers in 0..1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Coarse enough that the same still picture gives the same seed. */
const STEP = 0.004;

/** Returns a seed (32 bits) from the proportions of a shape. */
export function seedOf(shape: Float32Array): number {
  let hash = 2166136261;
  for (const number of Object.values(ANCHORS)) {
    const { x, y } = pointOf(shape, number);
    for (const value of [x, y]) {
      hash = Math.imul(hash ^ (Math.round(value / STEP) & 0xffff), 16777619) >>> 0;
    }
  }
  return hash;
}
