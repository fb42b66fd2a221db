/** The camera picture in the face's frame. */
import { SPACE } from "./space.ts";

/** rgb of the picture, and how surely it shows a person. */
export const ALIGN_SHADER = /* glsl */ `
${SPACE}
uniform sampler2D picture;
uniform sampler2D person;
uniform float has_person;
uniform vec2 origin; // of the frame, in 0..1 of the picture
uniform vec2 along; // a face width along the eyes, in 0..1 of the picture
uniform vec2 across; // and towards the chin
uniform vec2 person_origin; // the same in the picture that the mask is of
uniform vec2 person_along;
uniform vec2 person_across;
in vec2 v_uv;
out vec4 colour;
void main() {
  vec2 face = face_at(v_uv);
  vec2 at = origin + face.x * along + face.y * across;
  vec2 person_at = person_origin + face.x * person_along + face.y * person_across;
  vec2 inside = step(vec2(0.0), at) * step(at, vec2(1.0));
  float near_head = smoothstep(1.15, 0.95, length((face - vec2(0.0, 0.1)) / vec2(0.85, 1.0)));
  float is_person = mix(near_head, texture(person, person_at).r, has_person);
  colour = vec4(texture(picture, at).rgb, is_person * inside.x * inside.y);
}`;
