/**
 * What ageing changes of the aligned picture's colours, 0.5 meaning nothing, so that the camera's own
 * grain and sharpness stay whatever the size of the aligned picture.
 *
 * Wants GROWS_YOUNG or GROWS_OLD defined, or both: a processor that draws reckons either side of an `if`.
 */
import { ANCHOR_UNIFORMS } from "./anchors.ts";
import { SPACE } from "./space.ts";
import { TONE } from "./tone.ts";

export const COMPOSITE_SHADER = /* glsl */ `
${SPACE}
${TONE}
${ANCHOR_UNIFORMS}
uniform sampler2D aligned; // rgb, person
uniform sampler2D smoothed; // rgb blurred finely, square of the lightness
uniform sampler2D base; // bare skin blurred broadly, times its share
uniform sampler2D cheeks; // the cheeks' tone, times its share
uniform sampler2D regions; // skin, hair, likeness, bare skin
uniform sampler2D features; // oval, eyes, brows, lips
uniform sampler2D details; // mouth, lids, eyeballs
uniform sampler2D relief; // shade, red of cheeks, where features keep their shading
uniform sampler2D lines; // depth, slope, halo
uniform sampler2D pattern; // micro relief, blotches, spots, strands
uniform float child;
uniform float old;
uniform float grey;
uniform vec3 skin_tone;
uniform vec3 lip_tone;
uniform vec3 hair_tone;
uniform vec3 hair_spread;
uniform float has_hair;
uniform float hair_end;
uniform float pigment; // how much of its colour grey hair gets back
in vec2 v_uv;
out vec4 colour;

float sat(float value) { return clamp(value, 0.0, 1.0); }

void main() {
  vec2 face = face_at(v_uv);
  vec4 seen = texture(aligned, v_uv);
  vec4 fine = texture(smoothed, v_uv);
  vec4 broad = texture(base, v_uv);
  vec4 region = texture(regions, v_uv);
  vec4 part = texture(features, v_uv);
  vec4 detail = texture(details, v_uv);
  vec3 broad_light = texture(relief, v_uv).xyz;

  float skin = region.x, hair = region.y, likeness = region.z, bare = region.w;
  float eyes = part.y, brows = part.z, lips = part.w * (1.0 - detail.x);
  vec3 rgb = seen.rgb;
  vec3 low = broad.rgb / max(broad.a, 1e-4);
  vec3 low_tone = tone_of(low);
  vec3 tone = tone_of(rgb);

  float grey_haired = sat((12.0 - length(hair_tone.yz)) / 6.0) * sat((hair_tone.x - 35.0) / 20.0);
  vec3 from_skin = (hair_tone - skin_tone) / vec3(28.0, 7.0, 7.0);
  float coloured = hair * grey_haired * pigment * smoothstep(1.5, 4.0, dot(from_skin, from_skin));

#ifdef GROWS_YOUNG
  if (child > 0.0) {
    float full = sat(child);
    // An edge-preserving smoothing: where the surroundings vary much, the picture stays.
    float mean = dot(fine.rgb, vec3(0.299, 0.587, 0.114));
    float spread = max(fine.a - mean * mean, 0.0);
    float kept = spread / (spread + 0.003);
    vec3 smooth_rgb = mix(fine.rgb, rgb, kept);
    rgb = mix(rgb, smooth_rgb, skin * (1.0 - 0.75 * brows) * (1.0 - 0.6 * part.w) * sat(child * 1.15));

    // Rims of glasses are sharper than folds, and unlike skin.
    float sharp = smoothstep(0.004, 0.014, spread) * smoothstep(0.75, 0.35, likeness);
    float flat_share = min(1.0, bare * (1.0 - broad_light.z) * full * 0.975) * (1.0 - 0.85 * sharp);
    rgb -= (rgb - low) * flat_share;
    tone = tone_of(rgb);

    // A beard's shadow comes to the tone of the cheeks.
    vec4 cheek_sum = texture(cheeks, v_uv);
    vec3 cheek = tone_of(cheek_sum.rgb / max(cheek_sum.a, 1e-5));
    float below_chin = hair * step(hair_end, 1.0) * smoothstep(0.45, 0.3, abs(face.x));
    float lower = max(part.x, below_chin) * (1.0 - detail.x) * (1.0 - 0.85 * lips)
      * smoothstep(0.26, 0.36, face.y - abs(face.x) * 0.22) * sat(child * 1.2);
    tone += (cheek - tone) * lower * max(sat((cheek.x - tone.x) / 14.0), hair) * vec3(0.8, 0.9, 0.9);

    float browed = brows * sat(child - 0.1) * (1.0 - hair);
    tone += (low_tone - tone) * browed * 0.82;

    tone.x += (skin_tone.x - low_tone.x) * 0.4 * child * skin * (1.0 - lips) * sat(broad.a * 3.0);

    float ring = sat(detail.y - detail.z);
    tone += (low_tone - tone) * ring * sat((low_tone.x - tone.x) / 25.0) * 0.75 * full;

    vec3 natural = skin_tone + vec3(-0.11, 0.11, -0.01) * skin_tone.x;
    tone += clamp((natural - lip_tone) * 0.8, -12.0, 12.0) * lips * full;

    tone.x += skin * child * 4.0 * (1.0 - tone.x / 110.0);
    tone.y += skin * child * (2.2 + 6.0 * broad_light.y) * min(1.0, skin_tone.x / 75.0);
    float white = step(45.0, tone.x) * eyes * child;
    tone += white * vec3(5.0, 0.0, -2.0);

    tone.x += hair * sat(child - 0.4) * 7.0 * (1.0 - grey_haired);
  }

#endif
  tone = mix(tone, vec3(tone.x * 0.55, 0.10 * tone.x, 0.20 * tone.x), coloured * 0.9);

#ifdef GROWS_OLD
  vec3 fold = texture(lines, v_uv).xyz;
  vec4 texel = texture(pattern, v_uv * 2.0);
  if (old > 0.0) {
    float on_skin = sat(skin * 1.25) * sat(likeness * 2.2 - 0.3) * (1.0 - 0.9 * eyes) * (1.0 - 0.55 * brows);
    // Where a fold is deep already it needs little more.
    float own_depth = sat((low_tone.x - tone.x) / 18.0);
    float depth = min(fold.x, 1.6) * (1.0 - 0.6 * own_depth);
    float slope = clamp(fold.y, -0.9, 0.55);
    float shade = (broad_light.x * 2.0 - 1.0) * 1.2 * old * skin;
    float relief_light = (texel.x - 0.5) * 0.05 * old * bare;
    rgb *= exp((-0.33 * depth + 0.19 * slope) * old * on_skin + shade + relief_light);
    rgb += vec3(0.015, -0.015, -0.02) * depth * old * on_skin;
    // A person's own folds deepen along the same curves.
    vec3 own = min(seen.rgb - low, 0.0);
    rgb += own * sat(fold.z) * 0.5 * min(old, 1.0) * bare;
    tone = tone_of(rgb);

    float aged = skin * old;
    tone += aged * vec3(-1.5 + (texel.y - 0.5) * 4.0, (texel.y - 0.5) * 4.0, 0.06 * skin_tone.z + 0.6);
    tone.yz *= 1.0 - 0.08 * aged;
    float spot = texel.z * bare * sat(old - 0.3);
    tone += spot * vec3(-9.0, 2.0, 4.0);

    vec3 pale = vec3(mix(tone.x, skin_tone.x - 4.0, 0.3), skin_tone.y + 2.0, skin_tone.z - 2.0);
    tone = mix(tone, pale, lips * 0.55 * min(old, 1.2));
    float rim = sat(eyes - detail.z);
    tone.y += rim * old * 2.5;
    tone += detail.z * old * vec3(-5.0 * step(55.0, tone.x), 0.0, 3.0);
  }

  if (grey > 0.0) {
    float light = dot(fine.rgb, vec3(29.9, 58.7, 11.4));
    // From the temples upwards, and strand by strand.
    float temples = smoothstep(0.30, 0.62, abs(face.x)) * smoothstep(0.9, 0.2, face.y);
    float amount = hair * sat(grey * (0.75 + 0.5 * temples) + (texel.w - 0.5) * 0.5 * grey);
    // As light as white hair is in the light that falls on the skin; deep shadows stay what they are.
    float white = 0.55 * skin_tone.x + 12.0 + 12.0 * sat(grey - 0.3);
    float silver = white + 0.44 * hair_tone.x + 0.55 * clamp(light - hair_tone.x, -30.0, 30.0)
      + 1.5 * (tone.x - light) + (texel.w - 0.5) * 3.0;
    silver = clamp(silver, max(8.0, 0.6 * white), 96.0);
    amount *= mix(0.6, 1.0, smoothstep(0.5, 5.0, light));
    tone.x = mix(tone.x, silver, amount);
    tone.yz *= 1.0 - vec2(0.95, 0.92) * amount;
    tone.z += amount;

    float dark = sat((min(skin_tone.x, low_tone.x) - tone.x - 3.0) / 20.0) * (1.0 - hair);
    float silvered = brows * dark * min(grey, 1.0) * 0.75;
    tone.x += silvered * 18.0;
    tone.yz *= 1.0 - 0.6 * silvered;

    vec3 from_hair = (tone - hair_tone) / hair_spread;
    float beard = part.x * (1.0 - part.w) * smoothstep(0.34, 0.46, face.y - abs(face.x) * 0.35)
      * smoothstep(at_chin.y + 0.12, at_chin.y + 0.02, face.y)
      * sat((0.7 * skin_tone.x - tone.x) / (0.26 * skin_tone.x)) * min(grey, 1.0) * 0.8
      * (1.0 - hair) * mix(1.0, exp(-0.15 * dot(from_hair, from_hair)), has_hair);
    tone.x += beard * 0.22 * skin_tone.x;
    tone.yz *= 1.0 - 0.5 * beard;
  }

#endif
  vec2 to_edge = abs(v_uv * 2.0 - 1.0);
  float inner = smoothstep(1.0, 0.88, max(to_edge.x, to_edge.y)) * step(0.002, seen.a + skin);
  vec3 change = (clamp(rgb_of(tone), 0.0, 1.0) - seen.rgb) * inner;
  colour = vec4(change * 0.5 + 0.5, 1.0);
}`;
