/** Folds of the skin: ribbons along curves, whose cross profile is worked out here. */
import { SPACE } from "./space.ts";

export const LINE_VERTEX_SHADER = /* glsl */ `
${SPACE}
in vec4 corner; // place, side (-1 to 1), depth
in vec4 facing; // normal of the curve, softness (1: a broad fold), unused
out float side;
out float depth;
flat out int is_broad;
out vec2 normal;
void main() {
  side = corner.z;
  depth = corner.w;
  normal = facing.xy;
  is_broad = facing.z > 0.5 ? 1 : 0;
  gl_Position = vec4((corner.xy - MIDDLE) / HALF, 0.0, 1.0);
}`;

/** Standard deviations from the middle of a ribbon to its edge. */
export const RIBBON_SIGMAS = 3;

export const LINE_FRAGMENT_SHADER = /* glsl */ `
in float side;
in float depth;
flat in int is_broad;
in vec2 normal;
out vec4 colour; // depth, slope to the light from above, halo
void main() {
  float away = side * ${RIBBON_SIGMAS.toFixed(1)};
  float profile = exp(-0.5 * away * away);
  // What lies below a crease faces up, to the light; what hangs over it does not.
  float slope = away * profile * (normal.y * 2.2 + normal.x * 0.8);
  float broad = float(is_broad);
  colour = vec4(mix(0.75, 0.45, broad) * profile, slope, broad * profile, 1.0) * depth;
}`;
