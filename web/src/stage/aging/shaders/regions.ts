/** What each place of the aligned picture is: skin, hair, how much like the person's skin, bare skin. */
import { SPACE } from "./space.ts";
import { TONE } from "./tone.ts";

export const REGIONS_SHADER = /* glsl */ `
${SPACE}
${TONE}
uniform sampler2D aligned;
uniform sampler2D smoothed;
uniform sampler2D features;
uniform sampler2D details;
uniform sampler2D before;
uniform float news; // how much of this picture is taken on, the rest is of those before
uniform vec3 skin_tone;
uniform vec3 hair_tone;
uniform vec3 hair_spread;
uniform float has_hair;
uniform float has_beard;
uniform float has_fringe;
uniform float has_hat;
uniform float has_glasses;
uniform float hair_in_room;
uniform float head_half; // how broad head and hair are, from the middle of the face
uniform vec2 other; // somebody else's face
uniform float hair_end; // down to where hair is looked for
uniform vec2 at_forehead_top;
uniform vec2 at_chin;
uniform vec2 at_bridge;
uniform vec2 at_left_edge;
uniform vec2 at_right_edge;
in vec2 v_uv;
out vec4 colour;

float sat(float value) { return clamp(value, 0.0, 1.0); }

void main() {
  vec2 face = face_at(v_uv);
  vec4 part = texture(features, v_uv);
  float person = texture(aligned, v_uv).a;
  float hand = texture(details, v_uv).a;
  person *= smoothstep(-0.2, 0.1, length(face - other) - length(face));
  vec4 fine = texture(smoothed, v_uv);
  vec3 tone = tone_of(fine.rgb);

  // Dark skin is told from dark hair by smaller steps.
  vec3 off = (tone - skin_tone) / vec3(clamp(0.38 * skin_tone.x, 9.0, 28.0), 7.0, 7.0);
  float likeness = exp(-0.25 * dot(off, off));

  float head = smoothstep(1.1, 0.95, length((face - vec2(0.0, 0.15)) / vec2(1.0, 1.25)));
  float beyond = sat(likeness * 1.8 - 0.25) * person * head;
  // Where hair is nearly of the skin's tone, the way from the one to the other tells them apart.
  vec3 reach = vec3(1.0 / 14.0, 1.0 / 7.0, 1.0 / 7.0);
  vec3 to_hair = (hair_tone - skin_tone) * reach;
  vec3 from_skin = (tone - skin_tone) * reach;
  float way = dot(from_skin, to_hair) / max(dot(to_hair, to_hair), 1.0);
  vec3 astray = from_skin - min(way, 1.2) * to_hair;
  float on_way = smoothstep(8.0, 3.0, dot(astray, astray));
  float hairy = smoothstep(0.4, 0.7, way) * on_way * (1.0 - part.r) * has_hair;
  beyond *= 1.0 - hairy;
  float skin = max(part.r * sat(0.1 + 1.7 * likeness), beyond) * (1.0 - part.g);

  float off_middle = abs(2.0 * face.x - at_left_edge.x - at_right_edge.x)
    / (at_right_edge.x - at_left_edge.x);
  // The ends of long hair are lighter, and warmer, than its crown.
  float ends = smoothstep(-0.1, 0.4, face.y) * sat(hair_end - 0.5) * smoothstep(-3.0, 5.0, tone.x - hair_tone.x);
  vec3 apart = (tone - hair_tone) / (hair_spread * (1.0 + vec3(1.2, 0.5, 0.9) * ends));
  float alike = exp(-max(dot(apart, apart) - 2.0, 0.0) / 6.0);
  float above = smoothstep(0.05, -0.1, face.y - at_forehead_top.y);
  float near = smoothstep(1.75, 1.4, length((face - vec2(0.0, 0.15)) / vec2(1.0, 1.05)));
  // Strands stand beyond the coarse mask of the person; they count where the room is not like them.
  // Beside ears and jaw, where skin and room mix to any tone, only what is surely the person does.
  float low = smoothstep(-0.15, 0.0, face.y) * (1.0 - sat(hair_end - 0.5));
  float unsure = max(0.25 * low, 0.2 * hair_in_room);
  float strict = smoothstep(0.5 + unsure, 0.9 + 0.4 * unsure, person);
  float lenient = mix(smoothstep(0.12, 0.5, person), strict, max(hair_in_room, 0.6 * low));
  float hair = sat(alike * 1.6 - 0.15) * sat(1.3 - 1.6 * likeness) * lenient;
  // Above the forehead fair hair may look like skin in part.
  float fair = sat(2.04 - 2.4 * likeness + alike * (1.2 - 0.6 * likeness));
  hair = max(hair, above * fair * strict);
  float down_to_end = smoothstep(hair_end + 0.15, hair_end - 0.1, face.y);
  hair = max(hair, hairy * strict * max(above, smoothstep(0.42, 0.5, abs(face.x)) * down_to_end));
  // It also lies over the face's edges, and over the ear of a face that turns.
  float over_edge = smoothstep(0.42, 0.55, abs(face.x - at_bridge.x)) * (1.0 - part.g) * (1.0 - part.b)
    * smoothstep(0.55, 0.85, way) * on_way * has_hair * (1.0 - low);
  hair = max(hair, over_edge * strict);
  // Strands that fall over the forehead are streaky, and no shadow goes half way to their tone.
  float light = dot(fine.rgb, vec3(0.299, 0.587, 0.114));
  float varied = fine.a - light * light;
  hair *= 1.0 - low * (1.0 - part.r) * smoothstep(0.004, 0.01, varied);
  float strands = smoothstep(0.0005, 0.0018, varied) * smoothstep(0.4, 0.65, way) * on_way
    * smoothstep(-0.13, -0.2, face.y) * has_hair;
  // Along the forehead's top a fair fringe may be smooth.
  float fringed = smoothstep(0.42, 0.55, way) * on_way * has_hair
    * smoothstep(0.14, 0.05, face.y - at_forehead_top.y);
  hair = max(hair, max(strands, fringed) * strict);
  // Beside the face sunlit strands are hair too.
  float beside = (1.0 - part.r) * smoothstep(0.44, 0.54, abs(face.x)) * (1.0 - above)
    * smoothstep(0.0, -0.12, face.y - 0.45 * step(1.0, hair_end));
  hair = max(hair, beside * sat(1.3 - 3.0 * likeness) * smoothstep(0.3, 0.55, way) * on_way * strict);
  // Short hair ends at the ears, but a beard goes on below the chin.
  float below_chin = smoothstep(at_chin.y + 0.16, at_chin.y - 0.02, face.y)
    * smoothstep(0.45, 0.3, abs(face.x)) * has_beard;
  hair *= near * has_hair * (1.0 - has_hat * smoothstep(-0.2, -0.28, face.y));
  // Nor do glasses turn grey with the hair about them.
  hair *= 1.0 - has_glasses * smoothstep(0.13, 0.08, abs(face.y)) * smoothstep(1.25, 1.1, off_middle)
    * smoothstep(0.002, 0.006, varied) * (1.0 - 0.9 * alike * smoothstep(1.0, 1.05, off_middle));
  // Hair hangs down; what is broader below is clothes of its colour.
  hair *= 1.0 - smoothstep(0.5, 0.7, face.y) * smoothstep(head_half + 0.02, head_half + 0.2, abs(face.x));
  // Long hair fades out little by little, or its end would be seen as an edge.
  hair *= max(smoothstep(hair_end + 0.12, hair_end - 0.08 - 0.5 * sat(hair_end - 0.5), face.y), below_chin);
  // On the face itself only a fringe and a beard of the hair's own colour are hair.
  // Down to the eyes only where a fringe hangs: rims of glasses may have the colour of hair.
  float fringe = smoothstep(-0.05, -0.11, face.y + 0.09 * (1.0 - has_fringe));
  float beard = smoothstep(0.27, 0.37, face.y - abs(face.x) * 0.2) * (1.0 - part.a);
  float side = smoothstep(0.66, 0.82, off_middle);
  float surely = max(max(fringe, beard), side) * alike * sat(1.2 - 1.6 * likeness);
  // What is darker than skin high on the forehead is a fringe of lighter strands.
  float high = smoothstep(-0.12, -0.2, face.y) * smoothstep(2.0, 10.0, skin_tone.x - tone.x);
  surely = max(surely, max(max(strands, fringed), over_edge));
  surely = max(surely, high * sat(1.45 - 2.2 * likeness));
  hair *= 1.0 - part.r * smoothstep(0.0, 0.25, face.y - at_forehead_top.y) * (1.0 - surely);

  hair *= 1.0 - hand;
  skin *= (1.0 - hair) * (1.0 - hand);
  float bare = skin * (1.0 - part.b) * (1.0 - part.a);

  colour = mix(texture(before, v_uv), vec4(skin, hair, likeness, bare), news);
}`;
