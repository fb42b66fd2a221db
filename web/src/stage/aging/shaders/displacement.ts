/** Where a point of the face goes at an age, and the way back. */
import { ANCHOR_UNIFORMS } from "./anchors.ts";
import { SPACE } from "./space.ts";

const float = (value: number): string => value.toFixed(4);

/** The ellipse in which shapes change: full within, nothing beyond `reach` radii, in face widths. */
export const WARPED = {
  middleX: 0,
  middleY: 0.15,
  radiusX: 1.25,
  radiusY: 1.45,
  reach: 1.25,
} as const;

export const ELLIPSE = /* glsl */ `
const vec2 ELLIPSE_MIDDLE = vec2(${float(WARPED.middleX)}, ${float(WARPED.middleY)});
const vec2 ELLIPSE_RADIUS = vec2(${float(WARPED.radiusX)}, ${float(WARPED.radiusY)});
const float FULL_TO = 0.70;
const float NOTHING_FROM = ${float(WARPED.reach)};
/** The map of displacements covers all of it. */
const vec2 MAP_HALF = ELLIPSE_RADIUS * NOTHING_FROM;
vec2 mapped_face_at(vec2 uv) { return ELLIPSE_MIDDLE + (uv * 2.0 - 1.0) * MAP_HALF; }
vec2 map_at(vec2 face) { return (face - ELLIPSE_MIDDLE) / MAP_HALF * 0.5 + 0.5; }
/** Displacements are kept in 0..1, so that eight bits do where half floats cannot be drawn. */
const float REACH = 0.5;
vec2 pack(vec2 way) { return way / REACH * 0.5 + 0.5; }
vec2 unpack(vec2 packed) { return (packed * 2.0 - 1.0) * REACH; }
`;

/** Forward: a sum of bells on landmarks. Wants GROWS_YOUNG or GROWS_OLD defined, or both. */
export const DISPLACEMENT_SHADER = /* glsl */ `
${SPACE}
${ELLIPSE}
${ANCHOR_UNIFORMS}
uniform float baby;
uniform float child;
uniform float old;
in vec2 v_uv;
out vec4 colour;

vec2 face;
vec2 way = vec2(0.0);

void scale(vec2 about, vec2 factor, vec2 radius) {
  way += (face - about) * (factor - 1.0) * bell(face - about, radius);
}

/** Moves a point of the outline onto a full oval: whatever the jaw, a child's cheeks are round. wide: half of it. */
void round_off(vec2 edge, float out_x, float wide) {
  float down = max(edge.y, 0.0) / (at_chin.y + 0.03);
  float wanted = wide * sqrt(max(0.0, 1.0 - down * down * sqrt(down)));
  float out_way = clamp(wanted - out_x * (edge.x - at_chin.x * down), -0.05, 0.08);
  way.x += out_x * out_way * 0.9 * child * bell(face - edge, vec2(0.13, 0.10));
}

void grow_young() {
  vec2 mouth = (at_upper_lip + at_lower_lip) * 0.5;
  float below = max(face.y, 0.0);
  float low = smoothstep(0.0, 0.30, below) * smoothstep(2.4, 1.0, below);
  way.y -= (0.16 * child + 0.05 * baby) * min(below, at_chin.y + 0.1) * low;
  float above = max(-face.y, 0.0);
  way.y -= 0.10 * child * above * smoothstep(0.0, 0.35, above) * smoothstep(1.6, 0.8, above);
  way.x += 0.10 * child * face.x * smoothstep(1.3, 0.55, abs(face.x))
    * smoothstep(-1.1, -0.4, face.y) * smoothstep(0.9, 0.2, face.y);
  // Under a child's head the neck is thin.
  way.x -= 0.14 * child * (face.x - at_chin.x) * smoothstep(0.8, 0.35, abs(face.x - at_chin.x))
    * smoothstep(at_chin.y - 0.12, at_chin.y + 0.06, face.y);
  float half_width = 0.5 * (at_right_edge.x - at_left_edge.x);
  for (int side = -1; side <= 1; side += 2) {
    bool left = side < 0;
    float out_x = float(side);
    // Of a face that turns, the far cheek is narrow and stays so.
    float half_side = min(half_width, out_x * (left ? at_left_edge.x : at_right_edge.x));
    vec2 eye = left ? (at_left_outer + at_left_inner) * 0.5 : (at_right_outer + at_right_inner) * 0.5;
    scale(eye, vec2(1.0 + 0.20 * child + 0.08 * baby, 1.0 + 0.36 * child + 0.06 * baby), vec2(0.13, 0.10));
    way.x += out_x * (0.02 * child + 0.035 * baby) * bell(face - vec2(out_x * 0.68 * half_side, 0.36), vec2(0.16));
    round_off(left ? at_left_lobe : at_right_lobe, out_x, 1.04 * half_side);
    round_off(left ? at_left_jaw_angle : at_right_jaw_angle, out_x, 1.08 * half_side);
    round_off(left ? at_left_jaw : at_right_jaw, out_x, half_side);
  }
  scale(at_bridge + vec2(0.0, 0.06), vec2(1.0 - 0.10 * child - 0.04 * baby, 1.0 - 0.12 * child), vec2(0.13, 0.22));
  scale(at_nose_base - vec2(0.0, 0.03), vec2(1.0 - 0.07 * child - 0.07 * baby, 1.0 - 0.05 * child), vec2(0.12, 0.09));
  scale(mouth, vec2(1.0 - 0.17 * child - 0.15 * baby, 1.0 - 0.02 * child), vec2(0.21, 0.10));
}

void grow_old() {
  vec2 mouth = (at_upper_lip + at_lower_lip) * 0.5;
  for (int side = -1; side <= 1; side += 2) {
    bool left = side < 0;
    float out_x = float(side);
    vec2 outer = left ? at_left_outer : at_right_outer;
    vec2 eye = (outer + (left ? at_left_inner : at_right_inner)) * 0.5;
    scale(eye, vec2(1.0 - 0.05 * old, 1.0 - 0.13 * old), vec2(0.11, 0.07));
    way.y += 0.016 * old * bell(face - outer - vec2(out_x * 0.03, -0.04), vec2(0.07, 0.05));
    way.y += 0.012 * old * bell(face - (left ? at_left_brow : at_right_brow), vec2(0.15, 0.06));
    way += vec2(out_x * 0.019, 0.0) * old
      * bell(face - vec2(out_x * 0.30, at_chin.y - 0.17), vec2(0.13, 0.10));
    way.y += 0.036 * old * bell(face - vec2(out_x * 0.30, at_chin.y - 0.17), vec2(0.13, 0.12));
    way.x -= out_x * 0.018 * old * bell(face - vec2(out_x * 0.36, 0.30), vec2(0.12, 0.14));
    way.x -= out_x * 0.012 * old * bell(face - vec2(out_x * 0.45, -0.15), vec2(0.12));
    way.y += 0.022 * old * bell(face - (left ? at_left_mouth : at_right_mouth), vec2(0.06, 0.05));
  }
  scale(at_nose_base - vec2(0.0, 0.04), vec2(1.0 + 0.10 * old, 1.0 + 0.03 * old), vec2(0.13));
  way.y += 0.022 * old * bell(face - at_nose_tip, vec2(0.09));
  scale(mouth, vec2(1.0 + 0.02 * old, 1.0 - 0.22 * old), vec2(0.17, 0.05));
  way.y += 0.012 * old * bell(face - mouth, vec2(0.2, 0.07));
  float above = max(-face.y, 0.0);
  way.y -= 0.05 * old * above * smoothstep(0.1, 0.35, above) * smoothstep(1.3, 0.7, above);
}

void main() {
  face = mapped_face_at(v_uv);
#ifdef GROWS_YOUNG
  grow_young();
#endif
#ifdef GROWS_OLD
  grow_old();
#endif
  float from_middle = length((face - ELLIPSE_MIDDLE) / ELLIPSE_RADIUS);
  colour = vec4(pack(way * smoothstep(NOTHING_FROM, FULL_TO, from_middle)), 0.0, 1.0);
}`;

/** Backward: where what is seen at a point comes from, by fixed-point steps. */
export const INVERSE_SHADER = /* glsl */ `
${ELLIPSE}
uniform sampler2D forward;
in vec2 v_uv;
out vec4 colour;
void main() {
  vec2 face = mapped_face_at(v_uv);
  vec2 from = face;
  for (int turn = 0; turn < 8; turn += 1) from = face - unpack(texture(forward, map_at(from)).xy);
  colour = vec4(pack(from - face), 0.0, 1.0);
}`;
