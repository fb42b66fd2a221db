/** Gaussian blurs along one axis; some first weigh the pixels by what they show. */
import { SPACE } from "./space.ts";

/** Taps of a blur reach this many standard deviations to each side. */
export const BLUR_REACH = 2.2;

/** Weights of the middle tap and of those beside it; with both sides they make 1. */
function weights(taps: number): string[] {
  const bell = (tap: number): number => Math.exp(-0.5 * ((tap * BLUR_REACH) / taps) ** 2);
  const one = Array.from({ length: taps + 1 }, (_, tap) => bell(tap));
  const sum = 2 * one.reduce((all, weight) => all + weight, 0) - 1;
  return one.map((weight) => (weight / sum).toFixed(6));
}

function blur(taps: number, sample: string, declarations: string): string {
  return /* glsl */ `
${SPACE}
uniform vec2 step_uv; // from tap to tap
in vec2 v_uv;
out vec4 colour;
const float WEIGHTS[${taps + 1}] = float[](${weights(taps).join(", ")});
${declarations}
void main() {
  vec4 sum = vec4(0.0);
  for (int tap = -${taps}; tap <= ${taps}; tap += 1) {
    vec2 at = v_uv + float(tap) * step_uv;
    sum += WEIGHTS[abs(tap)] * ${sample};
  }
  colour = sum;
}`;
}

export const TAPS = { fine: 2, broad: 3 } as const;

const PLAIN = "uniform sampler2D source;";

/** From the aligned picture into half its size: rgb, and the square of its lightness. */
export const HALVING_BLUR_SHADER = blur(
  TAPS.fine,
  "lit(at)",
  /* glsl */ `
uniform sampler2D source;
vec4 lit(vec2 at) {
  vec3 rgb = texture(source, at).rgb;
  float light = dot(rgb, vec3(0.299, 0.587, 0.114));
  return vec4(rgb, light * light);
}`,
);
export const FINE_BLUR_SHADER = blur(TAPS.fine, "texture(source, at)", PLAIN);
export const BROAD_BLUR_SHADER = blur(TAPS.broad, "texture(source, at)", PLAIN);

/** Only bare skin counts: rgb times its share, and the share. */
export const SKIN_BLUR_SHADER = blur(
  TAPS.broad,
  "bare(at)",
  /* glsl */ `
uniform sampler2D source;
uniform sampler2D regions;
vec4 bare(vec2 at) {
  float share = texture(regions, at).a + 0.001;
  return vec4(texture(source, at).rgb * share, share);
}`,
);

/** Only the cheeks count, whose tone a beard is brought to. */
export const CHEEK_BLUR_SHADER = blur(
  TAPS.broad,
  "cheek(at)",
  /* glsl */ `
uniform sampler2D source;
vec4 cheek(vec2 at) {
  float y = face_at(at).y;
  float band = smoothstep(0.03, 0.12, y) * smoothstep(0.42, 0.28, y);
  return texture(source, at) * (band + 0.0005);
}`,
);
