/** The camera picture with the aged face in it: how the stage reads it, and drawn for itself. */
import { ELLIPSE } from "./displacement.ts";
import { SPACE } from "./space.ts";

/** Defines `through_lens` as camera-view.ts wants it. */
export const AGING_LENS = /* glsl */ `
${SPACE}
${ELLIPSE}
uniform highp sampler2D change; // of colour, and how much of the camera's stays; see composite.ts
uniform highp sampler2D inverse_map;
uniform vec2 origin; // of the face's frame, in 0..1 of the picture
uniform vec2 along;
uniform vec2 across;
uniform mat2 to_face; // from 0..1 of the picture, past the origin, to the face's frame

/** Of the room to the edge a way may take so much: what lies there is not drawn out to a smear. */
const float HELD = 0.65;

/** Shortens a way (in 0..1 of the picture) that would leave the picture; its edges stay in place. */
vec2 held_inside(vec2 at, vec2 way) {
  vec2 share = way / (HELD * mix(at, 1.0 - at, step(0.0, way)) + 1e-4);
  return way * inversesqrt(1.0 + share * share);
}

vec4 through_lens(sampler2D picture, vec2 at) {
  vec2 face = to_face * (at - origin);
  vec2 from = face;
  vec2 way_uv = vec2(0.0);
  vec2 from_middle = (face - ELLIPSE_MIDDLE) / MAP_HALF;
  if (dot(from_middle, from_middle) < 1.0) {
    vec2 way = unpack(texture(inverse_map, from_middle * 0.5 + 0.5).xy);
    way_uv = held_inside(at, way.x * along + way.y * across);
    from = to_face * (at + way_uv - origin);
  }
  vec4 seen = texture(picture, at + way_uv);
  vec2 aligned = aligned_at(from);
  vec2 inside = abs(aligned * 2.0 - 1.0);
  if (max(inside.x, inside.y) < 1.0) {
    vec4 changed = texture(change, aligned);
    seen.rgb = seen.rgb * changed.a + changed.rgb * 2.0 - 1.0;
  }
  return clamp(seen, 0.0, 1.0);
}`;

export const OUTPUT_SHADER = /* glsl */ `
${AGING_LENS}
uniform sampler2D picture;
in vec2 v_uv;
out vec4 colour;
void main() {
  colour = through_lens(picture, v_uv);
}`;
