/** Broad light and shade of old age, and the cheeks' red of a child, in the face's frame; small. */
import { ANCHOR_UNIFORMS } from "./anchors.ts";
import { SPACE } from "./space.ts";

export const RELIEF_SHADER = /* glsl */ `
${SPACE}
${ANCHOR_UNIFORMS}
in vec2 v_uv;
out vec4 colour; // shade of old age, red of a child's cheeks, where features keep their shading
void main() {
  vec2 face = face_at(v_uv);
  float shade = 0.0;
  float red = 0.0;
  for (int side = -1; side <= 1; side += 2) {
    bool left = side < 0;
    float out_x = float(side);
    vec2 bag = left ? at_left_bag : at_right_bag;
    vec2 inner = left ? at_left_inner : at_right_inner;
    vec2 cheek = left ? at_left_cheek : at_right_cheek;
    vec2 jaw = left ? at_left_jaw : at_right_jaw;
    vec2 temple = left ? at_left_temple : at_right_temple;
    shade += 0.10 * bell(face - bag - vec2(0.0, -0.012), vec2(0.07, 0.018));
    shade -= 0.11 * bell(face - bag - vec2(0.0, 0.030), vec2(0.08, 0.022));
    shade -= 0.09 * bell(face - cheek - vec2(out_x * 0.13, 0.10), vec2(0.07, 0.12));
    shade -= 0.10 * bell(face - temple - vec2(out_x * -0.01, 0.08), vec2(0.06, 0.10));
    shade -= 0.09 * bell(face - jaw - vec2(out_x * -0.06, 0.02), vec2(0.05, 0.06));
    shade += 0.05 * bell(face - cheek - vec2(out_x * 0.08, 0.20), vec2(0.06, 0.06));
    shade -= 0.07 * bell(face - inner - vec2(out_x * 0.01, -0.02), vec2(0.03, 0.035));
    shade += 0.04 * bell(face - cheek - vec2(out_x * 0.02, -0.06), vec2(0.07, 0.04));
    red += bell(face - cheek - vec2(out_x * 0.05, 0.0), vec2(0.12, 0.10));
  }
  vec2 left_eye = (at_left_inner + at_left_outer) * 0.5;
  vec2 right_eye = (at_right_inner + at_right_outer) * 0.5;
  float keep = 0.9 * bell(face - at_nose_tip, vec2(0.10, 0.13));
  keep = max(keep, 0.42 * bell(face - left_eye, vec2(0.14, 0.07)));
  keep = max(keep, 0.42 * bell(face - right_eye, vec2(0.14, 0.07)));
  keep = max(keep, 0.6 * bell(face - at_upper_lip, vec2(0.20, 0.07)));
  colour = vec4(shade * 0.5 + 0.5, red * 0.5, keep, 1.0);
}`;
