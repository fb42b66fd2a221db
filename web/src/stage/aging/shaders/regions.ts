/** What each place of the aligned picture is: skin, hair, how much like the person's skin, bare skin. */
import { SPACE } from "./space.ts";
import { TONE } from "./tone.ts";

export const REGIONS_SHADER = /* glsl */ `
${SPACE}
${TONE}
uniform sampler2D aligned;
uniform sampler2D smoothed;
uniform sampler2D features;
uniform sampler2D before;
uniform float news; // how much of this picture is taken on, the rest is of those before
uniform vec3 skin_tone;
uniform vec3 hair_tone;
uniform vec3 hair_spread;
uniform float has_hair;
uniform float has_beard;
uniform float has_fringe;
uniform vec2 other; // somebody else's face
uniform float hair_end; // down to where hair is looked for
uniform vec2 at_forehead_top;
uniform vec2 at_chin;
uniform vec2 at_left_edge;
uniform vec2 at_right_edge;
in vec2 v_uv;
out vec4 colour;

void main() {
  vec2 face = face_at(v_uv);
  vec4 part = texture(features, v_uv);
  float person = texture(aligned, v_uv).a;
  person *= smoothstep(-0.2, 0.1, length(face - other) - length(face));
  vec3 tone = tone_of(texture(smoothed, v_uv).rgb);

  // Dark skin is told from dark hair by smaller steps.
  vec3 off = (tone - skin_tone) / vec3(clamp(0.38 * skin_tone.x, 9.0, 28.0), 7.0, 7.0);
  float likeness = exp(-0.25 * dot(off, off));

  float head = smoothstep(1.1, 0.95, length((face - vec2(0.0, 0.15)) / vec2(1.0, 1.25)));
  float beyond = clamp(likeness * 1.8 - 0.25, 0.0, 1.0) * person * head;
  float skin = max(part.r * clamp(0.1 + 1.7 * likeness, 0.0, 1.0), beyond) * (1.0 - part.g);

  vec3 apart = (tone - hair_tone) / hair_spread;
  float alike = exp(-max(dot(apart, apart) - 2.0, 0.0) / 6.0);
  float above = smoothstep(0.05, -0.1, face.y - at_forehead_top.y);
  float near = smoothstep(1.75, 1.4, length((face - vec2(0.0, 0.15)) / vec2(1.0, 1.05)));
  float hair = clamp(alike * 1.6 - 0.15, 0.0, 1.0) * clamp(1.3 - 1.6 * likeness, 0.0, 1.0);
  // Above the forehead fair hair may look like skin in part.
  hair = max(hair, above * clamp(2.04 - 2.4 * likeness + alike * (1.2 - 0.6 * likeness), 0.0, 1.0));
  // Short hair ends at the ears, but a beard goes on below the chin.
  float below_chin = smoothstep(at_chin.y + 0.16, at_chin.y - 0.02, face.y)
    * smoothstep(0.45, 0.3, abs(face.x)) * has_beard;
  hair *= smoothstep(0.5, 0.9, person) * near * has_hair;
  hair *= max(smoothstep(hair_end + 0.12, hair_end - 0.08, face.y), below_chin);
  // On the face itself only a fringe and a beard of the hair's own colour are hair.
  // Down to the eyes only where a fringe hangs: rims of glasses may have the colour of hair.
  float fringe = smoothstep(-0.05, -0.11, face.y + 0.09 * (1.0 - has_fringe));
  float beard = smoothstep(0.27, 0.37, face.y - abs(face.x) * 0.2) * (1.0 - part.a);
  float middle_x = 0.5 * (at_left_edge.x + at_right_edge.x);
  float half_width = 0.5 * (at_right_edge.x - at_left_edge.x);
  float side = smoothstep(0.66, 0.82, abs(face.x - middle_x) / half_width);
  float surely = max(max(fringe, beard), side) * alike * clamp(1.2 - 1.6 * likeness, 0.0, 1.0);
  // What is darker than skin high on the forehead is a fringe of lighter strands.
  float high = smoothstep(-0.12, -0.2, face.y) * smoothstep(2.0, 10.0, skin_tone.x - tone.x);
  surely = max(surely, high * clamp(1.45 - 2.2 * likeness, 0.0, 1.0));
  hair *= 1.0 - part.r * smoothstep(0.0, 0.25, face.y - at_forehead_top.y) * (1.0 - surely);

  skin *= 1.0 - hair;
  float bare = skin * (1.0 - part.b) * (1.0 - part.a);

  colour = mix(texture(before, v_uv), vec4(skin, hair, likeness, bare), news);
}`;
