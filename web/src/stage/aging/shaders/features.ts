/** Masks of a face's parts: two pictures of four channels, filled by soft-edged polygons. */
import { SPACE } from "./space.ts";

export const FEATURE_VERTEX_SHADER = /* glsl */ `
${SPACE}
in vec4 corner;
flat out int channel;
out float cover;
void main() {
  channel = int(corner.z + 0.5);
  cover = corner.w;
  gl_Position = vec4((corner.xy - MIDDLE) / HALF, 0.0, 1.0);
}`;

export const FEATURE_FRAGMENT_SHADER = /* glsl */ `
flat in int channel;
in float cover;
layout(location = 0) out vec4 first; // skin oval, eyes, brows, lips
layout(location = 1) out vec4 second; // open mouth, lids, eyeballs, hands
void main() {
  float soft = cover * cover * (3.0 - 2.0 * cover);
  vec4 channels = soft * vec4(equal(ivec4(channel & 3), ivec4(0, 1, 2, 3)));
  first = channel < 4 ? channels : vec4(0.0);
  second = channel < 4 ? vec4(0.0) : channels;
}`;
