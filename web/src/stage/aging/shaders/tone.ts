/** Tone, a cheap stand-in for CIELAB (tone.ts says more), in shaders. */
import { TONE_ROWS } from "../tone.ts";

const column = (index: 0 | 1 | 2): string =>
  `vec3(${TONE_ROWS.map((row) => row[index].toFixed(3)).join(", ")})`;

export const TONE = /* glsl */ `
const mat3 TO_TONE = mat3(${column(0)}, ${column(1)}, ${column(2)});
vec3 tone_of(vec3 rgb) { return TO_TONE * rgb; }
const mat3 TO_RGB = inverse(TO_TONE);
vec3 rgb_of(vec3 tone) { return TO_RGB * tone; }
`;
