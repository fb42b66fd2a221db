/**
 * What ageing changes of the aligned picture's colours, 0.5 meaning nothing, so that the camera's own
 * grain and sharpness stay whatever the size of the aligned picture; and how much of the camera's stays.
 *
 * Wants GROWS_YOUNG or GROWS_OLD defined, or both, IS_BABY for the youngest, and GETS_PIGMENT for hair that is grey already: a processor
 * that draws reckons either side of an `if`.
 */
import { ANCHOR_UNIFORMS } from "./anchors.ts";
import { BONNET } from "./bonnet.ts";
import { PIGMENT } from "./pigment.ts";
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
uniform sampler2D details; // mouth, lids, eyeballs, hands
uniform sampler2D relief; // shade, red of cheeks, where features keep their shading
uniform sampler2D lines; // depth, slope, halo
uniform sampler2D pattern; // micro relief, blotches, spots, strands
uniform float baby;
uniform float child;
uniform float old;
uniform float grey;
uniform vec3 skin_tone;
uniform vec3 lip_tone;
uniform vec3 hair_tone;
uniform vec3 hair_spread;
uniform float has_hair;
uniform float has_beard;
uniform float has_grey_moustache;
uniform float has_fringe;
uniform float has_hat;
uniform float head_top; // of head and hair, in the face's frame
uniform float head_half; // how broad they are, from its middle
uniform float hair_in_room;
uniform float has_glasses;
uniform float hair_end;
uniform float white_light; // lightness of what would be white
uniform float grey_haired; // whether hair is grey already
uniform float pigment; // how much of its colour grey hair gets back
in vec2 v_uv;
out vec4 colour;

float sat(float value) { return clamp(value, 0.0, 1.0); }

#ifdef IS_BABY
${BONNET}
#endif
#ifdef GETS_PIGMENT
${PIGMENT}
#endif

/**
 * Where the scalp shows, of babies and of the old: along the hair's edge over the forehead, unless it
 * hangs there, and between strands. strand: how much lighter than what is about it.
 */
float bared_at(vec2 face, float strand) {
  float above = at_forehead_top.y - face.y;
  float gap = 0.35 + 0.5 * smoothstep(1.5, -3.0, strand);
  return gap * smoothstep(0.36, 0.0, above) * smoothstep(-0.14, -0.04, above) * (1.0 - has_fringe)
    * smoothstep(0.48, 0.30, abs(face.x - at_forehead_top.x));
}

/** A place on the head as if seen from the front: spots and relief turn with it. */
vec2 on_head(vec2 face) {
  float edge_x = face.x < at_bridge.x ? at_left_edge.x : at_right_edge.x;
  float half_seen = max(abs(edge_x - at_bridge.x), 0.08);
  float share = (face.x - at_bridge.x) / half_seen;
  float up = face.y < at_bridge.y
    ? (face.y - at_bridge.y) / max(at_bridge.y - at_forehead_top.y, 0.1) * 0.42
    : (face.y - at_bridge.y) / max(at_chin.y - at_bridge.y, 0.1) * 0.80;
  return vec2(share * 0.5, up);
}

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
  float flattened = 0.0; // how much of what is finer than the aligned picture goes too
  float shaven = 0.0;

  // How much light there is: little in a dark room, where what is fine is mostly the camera's noise.
  float lamp = min(1.0, white_light / 60.0);
  // Whether hair is so unlike skin that nothing of it is taken for skin.
  float unlike_hair = max(1.0 - has_hair, smoothstep(10.0, 25.0, abs(hair_tone.x - skin_tone.x)));

  float mean = dot(fine.rgb, vec3(0.299, 0.587, 0.114));
  float spread = max(fine.a - mean * mean, 0.0);
  // Rims of glasses: whatever is sharp about the eyes, below the brows.
  float rim = has_glasses * smoothstep(0.003, 0.008, spread / (mean * mean + 0.05))
    * smoothstep(0.66, 0.56, abs(face.x)) * smoothstep(-0.20, -0.13, face.y) * smoothstep(0.34, 0.26, face.y)
    * (1.0 - sat(brows * 1.5 - 0.5) * smoothstep(0.0, -0.1, face.y)) * (1.0 - detail.y);
  // Of what is about a rim only what stands out: no fold of the skin beside it.
  rim *= smoothstep(0.7, 1.2, abs(tone.x * 0.01 - mean) * inversesqrt(spread + 1e-6));

#ifdef GROWS_YOUNG
  if (child > 0.0) {
    float full = sat(child);
    // An edge-preserving smoothing: where the surroundings vary much, the picture stays.
    float kept = spread / (spread + 0.003);
    vec3 smooth_rgb = mix(fine.rgb, rgb, kept);
    // A deep wrinkle is unlike skin, and is skin all the same; but behind glasses it may be their rim.
    float behind = has_glasses * smoothstep(-0.20, -0.13, face.y) * smoothstep(0.34, 0.26, face.y)
      * smoothstep(0.0012, 0.0035, spread / (mean * mean + 0.05));
    float between = part.x * (1.0 - eyes) * (1.0 - brows) * (1.0 - part.w) * (1.0 - hair) * (1.0 - detail.w)
      * (1.0 - behind);
    // Beyond the face what looks like skin may be fair hair, above the eyes most of all; or a bald head.
    float surely = 0.3 + 0.7 * max(part.x, smoothstep(0.5, 0.8, likeness) * unlike_hair);
    float softened = max(skin, between) * mix(1.0, surely, smoothstep(0.0, -0.1, face.y));
    rgb = mix(rgb, smooth_rgb, softened * (1.0 - 0.75 * brows) * (1.0 - 0.6 * part.w) * sat(child * 1.15) * (1.0 - rim));

    // Rims of glasses are sharper than folds, and unlike skin.
    float sharp = smoothstep(0.004, 0.014, spread) * smoothstep(0.75, 0.35, likeness) * behind;
    float flat_share = min(1.0, max(bare, between) * (1.0 - broad_light.z) * full * 0.975) * surely * (1.0 - max(0.85 * sharp, 0.95 * rim));
    rgb -= (rgb - low) * flat_share;
    flattened = flat_share;
    tone = tone_of(rgb);

    // A beard's shadow comes to the tone of the cheeks.
    vec4 cheek_sum = texture(cheeks, v_uv);
    vec3 cheek = tone_of(cheek_sum.rgb / max(cheek_sum.a, 1e-5));
    float below_chin = hair * step(hair_end, 1.0) * smoothstep(0.45, 0.3, abs(face.x));
    // A deep shadow there, of the skin's colour, is taken for a goatee.
    float darkness = tone.x / skin_tone.x;
    vec2 discoloured = (tone.yz - darkness * skin_tone.yz) / 3.0;
    discoloured = min(discoloured, 0.0) + 0.3 * max(discoloured, 0.0); // Light within skin is red.
    float shaded = seen.a * smoothstep(0.1, 0.25, darkness) * exp(-0.25 * dot(discoloured, discoloured));
    below_chin = max(below_chin, max(0.9 * has_beard * seen.a, 0.65 * max(skin, shaded)) * smoothstep(0.46, 0.36, abs(face.x))
      * smoothstep(0.30, 0.14, face.y - at_chin.y));
    float lower = max(part.x, below_chin) * (1.0 - detail.x) * (1.0 - 0.85 * lips)
      * smoothstep(at_nose_base.y - 0.01, at_nose_base.y + 0.05, face.y - abs(face.x) * 0.22) * sat(child * 1.2);
    // Dark ones are darker than cheeks, white ones less red.
    float bearded = max(sat((cheek.x - tone.x) / 14.0), sat((cheek.y - tone.y - 2.5) / 4.0));
    // Below the chin it is in the shade.
    cheek *= 1.0 - 0.25 * smoothstep(-0.02, 0.08, face.y - at_chin.y);
    shaven = lower * max(bearded, hair);
    tone += (cheek - tone) * shaven * 0.9;

    float browed = brows * sat(child - 0.1) * (1.0 - hair * max(has_fringe, smoothstep(0.36, 0.44, abs(face.x))));
    tone += (low_tone - tone) * browed * (0.88 + 0.1 * baby);

    tone.x += (skin_tone.x - low_tone.x) * 0.4 * child * skin * (1.0 - lips) * sat(broad.a * 3.0);

    float ring = sat(detail.y - detail.z) * (1.0 - rim);
    tone += (low_tone - tone) * ring * sat((low_tone.x - tone.x) / 25.0) * 0.75 * full;

    vec3 natural = skin_tone + vec3(-0.13, 0.05, -0.01) * skin_tone.x;
    tone += clamp((natural - lip_tone) * 0.8, vec3(-12.0), vec3(7.0, 4.0, 6.0)) * lips * full;

    float rosy = skin * (1.0 - lips) * child;
    tone.x += rosy * 2.0 * (1.0 - tone.x / 110.0);
    // Skin that is red already in its light turns no redder.
    float redder = min(2.2, 0.45 * (15.0 - skin_tone.y)) + 4.8 * broad_light.y;
    tone.y += rosy * redder * min(1.0, skin_tone.x / 75.0);
    // In a dark room no cheek glows.
    float reddest = 1.1 * skin_tone.y * max(tone.x / skin_tone.x, 0.5) + 5.0 * min(1.0, skin_tone.x / 60.0);
    tone.y = mix(tone.y, min(tone.y, reddest), sat(rosy));
    // Between lids that are nearly shut skin is seen.
    float ball = detail.z * smoothstep(0.8, 0.5, likeness);
    float white = smoothstep(0.5, 0.75, tone.x / skin_tone.x) * ball * child;
    tone += white * vec3(5.0 * min(1.0, skin_tone.x / 60.0), 0.0, -2.0);
    // Clear eyes, and light on the tip of the nose.
    tone.x += clamp(tone.x - 100.0 * mean, -min(12.0, 0.5 * tone.x), 12.0) * 0.8 * ball * full;
    tone.x += rosy * 5.0 * bell(face - at_nose_tip + vec2(0.0, 0.06), vec2(0.06, 0.12)) * skin_tone.x / 75.0;

    tone.x += hair * sat(child - 0.4) * (7.0 + 5.0 * baby) * (1.0 - grey_haired);
    tone = mix(tone, skin_tone * (0.75 + 0.2 * sat(tone.x / hair_tone.x - 0.5)), 0.7 * baby * hair * bared_at(face, tone.x - 100.0 * mean));
    // Of a fringe a baby has wisps.
    vec3 wisps = skin_tone + vec3(0.35 * (tone.x - 100.0 * mean), 0.0, 0.0);
    tone = mix(tone, wisps, 0.85 * baby * hair * part.x * smoothstep(0.1, -0.02, face.y));
  }

#endif
#ifdef GETS_PIGMENT
  // What is like skin is a scalp, and what shines on a forehead.
  float scalp = max(smoothstep(0.4, 0.8, likeness) * unlike_hair, part.x * (1.0 - has_fringe) * smoothstep(0.42, 0.30, abs(face.x)));
  float about = hair_about(face, hair) * (1.0 - scalp);
  vec4 young_hair = pigmented(face, tone, about, spread, lamp);
  float on_face = max(brows, has_grey_moustache * under_nose(face, part.x * (1.0 - detail.x)));
  vec4 young_brow = pigmented_brow(tone, on_face * smoothstep(0.9, 0.3, child));
  float gets = pigment * grey_haired * 0.95;
  tone = mix(tone, young_hair.xyz, gets * young_hair.a);
  tone = mix(tone, young_brow.xyz, gets * young_brow.a);
#endif

#ifdef GROWS_OLD
  vec3 fold = texture(lines, v_uv).xyz;
  vec4 texel = texture(pattern, on_head(face) * ${(1 / 1.5).toFixed(4)});
  if (old > 0.0) {
    float on_skin = sat(skin * 1.25) * sat(likeness * 2.2 - 0.3) * (1.0 - 0.9 * eyes) * (1.0 - 0.55 * brows)
      * (1.0 - 0.8 * rim);
    // Where a fold is deep already it needs little more.
    float own_depth = sat((low_tone.x - tone.x) / 18.0);
    float depth = min(fold.x, 1.6) * (1.0 - 0.7 * own_depth) * old;
    // No fold is black: the deeper, the less it gains.
    depth /= 1.0 + 0.5 * depth;
    float slope = clamp(fold.y, -0.9, 0.55);
    float shade = (broad_light.x * 2.0 - 1.0) * 1.5 * old * skin;
    float relief_light = (texel.x - 0.5) * 0.13 * old * bare;
    float darker = (-0.48 * depth + 0.15 * min(slope, 0.0) * old) * on_skin + shade;
    // Skin in the shade is warmer than skin in the light.
    rgb *= exp(darker * vec3(0.86, 1.05, 1.15) + relief_light);
    // What faces the light is lighter, not more coloured.
    rgb += 0.13 * max(slope, 0.0) * old * on_skin * mix(rgb, vec3(dot(rgb, vec3(0.333))), 0.6);
    rgb += vec3(0.015, -0.015, -0.02) * depth * on_skin;
    // A person's own folds deepen along the same curves.
    vec3 own = min(seen.rgb - low, 0.0);
    rgb += own * sat(fold.z) * 0.5 * min(old, 1.0) * bare;
    tone = tone_of(rgb);

    float aged = skin * old;
    // In a dark room blotches and spots are as faint as all else.
    float lit = lamp * (1.0 - 0.6 * (1.0 - part.x) * smoothstep(0.0, -0.1, face.y));
    tone += aged * lit * vec3(-1.5 + (texel.y - 0.5) * 7.5, (texel.y - 0.5) * 3.0 + 0.5, 0.06 * skin_tone.z + 0.4);
    // Old skin is matt.
    tone.x -= 0.12 * max(tone.x - skin_tone.x - 5.0, 0.0) * aged * (1.0 - lips);
    tone.yz *= 1.0 - 0.04 * aged;
    float spot = texel.z * bare * sat(old - 0.3);
    tone += spot * lit * vec3(-9.0, 2.0, 4.0);

    vec3 pale = vec3(mix(tone.x, skin_tone.x - 4.0, 0.3), skin_tone.y + 2.0, skin_tone.z - 2.0);
    tone = mix(tone, pale, lips * 0.55 * min(old, 1.2));
    float rim = sat(eyes - detail.z);
    tone.y += rim * old;
    // The white yellows, the iris does not.
    tone += detail.z * old * smoothstep(0.45, 0.75, tone.x / skin_tone.x) * vec3(-4.0, 0.0, 3.0);
  }

  if (grey > 0.0) {
    // Neutral in the light that falls on the skin.
    vec2 warmth = vec2(0.0, 1.0) + clamp((skin_tone.yz - vec2(14.0, 12.0)) * vec2(0.2, 0.35), 0.0, 3.0);
    float light = dot(fine.rgb, vec3(29.9, 58.7, 11.4));
    // From the temples upwards, and strand by strand.
    float temples = smoothstep(0.30, 0.62, abs(face.x)) * smoothstep(0.9, 0.2, face.y);
    float amount = hair * sat(grey * (0.75 + 0.5 * temples) + (texel.w - 0.5) * 0.5 * grey);
    float own_strand = tone.x - light;
    // As light as white hair is in the light that falls on the skin; deep shadows stay what they are.
    float white = 0.55 * max(skin_tone.x, 0.6 * white_light) + (12.0 + 12.0 * sat(grey - 0.3)) * lamp;
    // Its own lights and shadows stay, by their ratio to the hair's own lightness.
    float ratio = clamp((light + 2.0) / (hair_tone.x + 2.0), 0.05, 3.0);
    // Where it is lit by what is beside it, skin or room, that is no light of its own.
    float own_light = smoothstep(0.5, 0.12, likeness) * (1.0 - sat(3.0 * broad.a)) * smoothstep(0.55, 0.95, seen.a);
    // Hair of two colours has shades that are none.
    float shade = mix(0.7, 0.45, smoothstep(18.0, 32.0, hair_spread.x));
    float silver = (white + 0.44 * hair_tone.x) * pow(ratio, ratio < 1.0 ? shade : 0.42 * own_light)
      + mix(0.8, 1.3, lamp) * own_strand + (texel.w - 0.5) * 2.0 * lamp;
    silver -= 9.0 * (1.0 - own_light) * sat(ratio - 1.0);
    // Beside cheeks and jaw hair lies in their shade.
    silver *= 1.0 - 0.3 * sat(3.0 * broad.a) * smoothstep(-0.1, 0.1, face.y);
    silver = clamp(silver, 4.0, 96.0);
    tone.x = mix(tone.x, silver, amount);
    // The last of its edge keeps its colour: grey skin would be a pale rim.
    tone.yz = mix(tone.yz, tone.yz * 0.06 + warmth, amount * smoothstep(0.15, 0.65, hair));

    // Where hair and room mix at its edge, what is darker than silver is a dark rim.
    vec2 inwards = normalize(vec2(at_bridge.x, 0.0) - face) * 0.035;
    float beside_hair = texture(regions, aligned_at(face + inwards)).y;
    float rim_hair = max(beside_hair - hair, 0.0) * smoothstep(0.1 + 0.4 * hair_in_room, 0.5 + 0.4 * hair_in_room, seen.a)
      * (1.0 - part.x) * min(grey, 1.0);
    tone.x = mix(tone.x, max(tone.x, 0.9 * (white + 0.44 * hair_tone.x)), rim_hair);
    tone.yz = mix(tone.yz, tone.yz * 0.2 + warmth, rim_hair);

    // Between the strands that are left the scalp shows.
    float bared = sat(0.7 * old - 0.5) * hair * bared_at(face, own_strand) * (0.5 + texel.w);
    tone = mix(tone, skin_tone * vec3(0.9, 0.85, 0.85), 0.75 * bared);

    float dark = sat((min(skin_tone.x, low_tone.x) - tone.x - 5.0) / 18.0) * (1.0 - hair);
    float core = mix(brows, smoothstep(0.5, 0.95, brows), has_glasses);
    float silvered = core * dark * min(grey, 1.0) * 0.75;
    // White brows are not lighter than the skin that they stand on.
    tone.x += min(silvered * (16.0 + 14.0 * texel.w), max(low_tone.x - 3.0 - tone.x, 0.0));
    tone.yz = mix(tone.yz, skin_tone.yz * 0.35 + warmth, 0.7 * silvered);

    vec3 from_hair = (tone - hair_tone) / hair_spread;
    // A moustache hangs over the lip.
    float over_lip = has_beard * smoothstep(0.0, -0.02, face.y - at_upper_lip.y)
      * smoothstep(0.85, 0.6, tone.x / max(lip_tone.x, 1.0));
    float beard = part.x * (1.0 - part.w * (1.0 - over_lip)) * smoothstep(0.34, 0.46, face.y - abs(face.x) * 0.35)
      * smoothstep(at_chin.y + 0.12, at_chin.y + 0.02, face.y)
      * sat((0.7 * skin_tone.x - tone.x) / (0.26 * skin_tone.x)) * min(grey, 1.0) * 0.8
      * (1.0 - hair) * mix(1.0, exp(-0.15 * dot(from_hair, from_hair)), has_hair);
    tone.x += beard * 0.22 * skin_tone.x;
    tone.yz *= 1.0 - 0.5 * beard;
  }

#endif
  vec2 to_edge = abs(v_uv * 2.0 - 1.0);
  float free = smoothstep(1.0, 0.88, max(to_edge.x, to_edge.y)) * (1.0 - detail.w);
  float inner = free * step(0.002, seen.a + skin);
  vec3 change = (clamp(rgb_of(tone), 0.0, 1.0) - seen.rgb) * inner;
  float kept = 1.0 - max(0.6 * flattened, 0.85 * shaven) * inner;
  change += (1.0 - kept) * seen.rgb;
#ifdef IS_BABY
  // Somebody who is no baby any more has it lifted off.
  vec4 bonnet = bonnet_at(face + vec2(0.0, LIFT * (1.0 - baby)));
  bonnet.a *= (1.0 - has_hat) * smoothstep(0.0, 0.3, baby);
  change -= 0.22 * max(-bonnet.a, 0.0) * skin * (seen.rgb * kept + change);
  float knitted = free * max(bonnet.a, 0.0);
  change = mix(change, clamp(rgb_of(bonnet.xyz), 0.0, 1.0), knitted);
  kept *= 1.0 - knitted;
#endif
  colour = vec4(change * 0.5 + 0.5, kept);
}`;
