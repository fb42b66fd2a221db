/** Shader text that all passes share: places in the face's frame, and soft steps. */
import { ALIGNED } from "../face-frame.ts";

const float = (value: number): string => value.toFixed(4);

export const SPACE = /* glsl */ `
const vec2 MIDDLE = vec2(${float(ALIGNED.middleX)}, ${float(ALIGNED.middleY)});
const float HALF = ${float(ALIGNED.half)};

/** From a place in an aligned picture to the face's frame, and back. */
vec2 face_at(vec2 uv) { return MIDDLE + (uv * 2.0 - 1.0) * HALF; }
vec2 aligned_at(vec2 face) { return (face - MIDDLE) / HALF * 0.5 + 0.5; }

float bell(vec2 from, vec2 radius) { vec2 d = from / radius; return exp(-0.5 * dot(d, d)); }
`;
