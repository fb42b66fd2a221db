/**
 * A baby's knitted bonnet in place of an adult's hairdo: a drawn prop, in the face's frame.
 *
 * Wants TONE, ANCHOR_UNIFORMS and uniforms of the composite before it.
 */
export const BONNET = /* glsl */ `
const vec3 WOOL = vec3(1.0, 0.95, 0.88);
const vec3 HEARTS = vec3(0.90, 0.42, 0.40);
const float BAND = 0.085; // of ribs along the opening
const float SOFT = 0.008;
/** Middles of the opening and of the back of the head, and how far below it the sides reach. */
const float OPENING_Y = 0.06;
const float BACK_Y = -0.10;
const float SIDES = 0.44;
/** From heart to heart about the opening, in radians, and half a heart, in face widths. */
const float HEARTS_APART = 0.42;
const float HEART = 0.04;
/** How far it goes up as it is taken off. */
const float LIFT = 0.9;

/** Grows outwards from the middle of a heart, 1 at its edge; at: from its middle, in its own size. */
float heart_at(vec2 at) {
  float rise = at.y - 0.75 * sqrt(abs(at.x));
  return dot(vec2(at.x, rise), vec2(at.x, rise));
}

/** Its tone, and how much it covers; below 0: how much of the light it takes from the skin below. */
vec4 bonnet_at(vec2 face) {
  float middle = 0.5 * (at_left_edge.x + at_right_edge.x);
  float half_face = 0.5 * (at_right_edge.x - at_left_edge.x);
  float turn = (at_bridge.x - middle) / half_face;

  // The opening: round over the forehead, upright beside the cheeks.
  vec2 from_opening = face - vec2(middle, OPENING_Y);
  float brim = OPENING_Y - (at_forehead_top.y + 0.05 + 0.08 * has_fringe);
  vec2 opening = from_opening / vec2(half_face, brim);
  opening.y = min(opening.y, 0.0);
  float past_brim = (length(opening) - 1.0) * mix(half_face, brim, smoothstep(0.0, 1.0, -opening.y));

  // The whole: an egg about the back of the head, which a turn moves the other way.
  vec2 from_back = face - vec2(middle - 0.16 * turn * half_face, BACK_Y);
  // On the far side of a face that turns it ends behind the cheek.
  float far = abs(turn) * smoothstep(-0.1, 0.3, from_back.x * sign(turn));
  vec2 radius = vec2(
    (min(head_half, 0.8) + 0.04) * (1.0 - 0.25 * far),
    from_back.y < 0.0 ? BACK_Y - head_top + 0.03 : SIDES * (1.0 - 0.7 * far));
  vec2 on_egg = from_back / radius;
  float out_by = (length(on_egg) - 1.0) * min(radius.x, radius.y);

  float cover = smoothstep(SOFT, -SOFT, out_by) * smoothstep(-SOFT, SOFT, past_brim);
  // Of a profile neither egg nor opening is known.
  cover *= smoothstep(0.85, 0.65, abs(turn));
  vec3 normal = vec3(on_egg, sqrt(max(0.0, 1.0 - dot(on_egg, on_egg))));
  float light = 0.66 + 0.40 * max(0.0, dot(normal, vec3(-0.12, -0.50, 0.86)));

  // Ribs of the band run away from the opening; above them stitches go round the head.
  float around = atan(from_opening.x / half_face, -min(from_opening.y, 0.0) / brim + 0.15);
  float in_band = smoothstep(BAND + SOFT, BAND - SOFT, past_brim);
  float rib = around * 62.0;
  float ribbed = cos(rib) * smoothstep(2.6, 1.2, fwidth(rib));
  float roll = sqrt(max(0.0, 1.0 - pow(abs(past_brim / BAND * 2.0 - 1.0), 2.0)));
  vec2 knit = vec2(atan(normal.x, normal.z) * 17.0, normal.y * 19.0);
  vec2 stitch = fract(vec2(knit.x, knit.y + abs(fract(knit.x) - 0.5))) - 0.5;
  float stitched = (0.25 - dot(stitch, stitch)) * smoothstep(0.7, 0.3, fwidth(knit.x) + fwidth(knit.y));
  light *= mix(1.0 + 0.30 * stitched, 0.80 + 0.20 * roll + 0.06 * ribbed, in_band);
  light *= 1.0 - 0.16 * smoothstep(0.045, 0.0, past_brim - BAND) * (1.0 - in_band);

  float heart_turn = (fract(around / HEARTS_APART + 0.5) - 0.5) * HEARTS_APART;
  vec2 heart = vec2(heart_turn * 0.62, past_brim - BAND - 0.09) / HEART;
  float in_heart = heart_at(heart);
  float heart_soft = max(0.12, 0.7 * fwidth(in_heart));
  vec3 wool = mix(WOOL, HEARTS, smoothstep(1.0 + heart_soft, 1.0 - heart_soft, in_heart));

  // As light as wool is in the room, and in the colour of the light that falls on the skin.
  float lit = 0.95 * pow(min(white_light / 78.0, 1.0), 1.3);
  // Deep between the stitches wool is warmer than in the light.
  vec3 tone = tone_of(wool * pow(vec3(light), vec3(0.85, 1.0, 1.2))) * lit;
  tone.yz += clamp((skin_tone.yz - vec2(14.0, 12.0)) * vec2(0.3, 0.35), -6.0, 4.0) * lit;

  float shadow = smoothstep(-0.09, 0.0, past_brim) * step(past_brim, SOFT) * smoothstep(0.30, -0.1, face.y);
  return vec4(tone, cover > 0.0 ? cover : -shadow);
}
`;
