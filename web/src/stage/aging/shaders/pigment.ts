/**
 * The colour that grey hair had in youth.
 *
 * Wants TONE, ANCHOR_UNIFORMS and uniforms of the composite before it.
 */
export const PIGMENT = /* glsl */ `
/** Of white hair's lightness dark and fair hair keep so much; their red and yellow in shares of theirs. */
const vec3 DARK = vec3(0.31, 0.18, 0.27);
const vec3 FAIR = vec3(0.71, 0.135, 0.26);
/** Steps of tone by which hair is told from skin. */
const vec3 REACH = vec3(1.0 / 14.0, 1.0 / 7.0, 1.0 / 7.0);

/** How surely there is hair about a place: the mask itself has a hard edge, and holes where hair shines. */
float hair_about(vec2 face, float hair) {
  float about = 0.2 * hair;
  vec2 near = vec2(0.0287, 0.0089);
  vec2 far = vec2(0.0272, 0.0535);
  for (int turn = 0; turn < 4; turn += 1) {
    about += 0.09 * texture(regions, aligned_at(face + near)).y;
    about += 0.11 * texture(regions, aligned_at(face + far)).y;
    near = vec2(-near.y, near.x);
    far = vec2(-far.y, far.x);
  }
  return about;
}

/** Streaks along hair that falls from the crown, -0.5 to 0.5. */
float streak_at(vec2 face) {
  vec2 from_crown = face - vec2(at_forehead_top.x, head_top + 0.05);
  float around = atan(from_crown.x, from_crown.y) * ${(2 / Math.PI).toFixed(5)};
  float along = length(from_crown) / 7.0 + 0.03 * sin(14.0 * around);
  return texture(pattern, vec2(around, along)).w - 0.5;
}

/** From the tone of the skin to that of the hair; how surely the two are told apart is its square. */
vec3 to_hair() { return (hair_tone - skin_tone) * REACH; }

/** Fair with fair skin, dark with dark, in any light. */
vec3 young_kind() {
  return mix(DARK, FAIR, smoothstep(0.70, 0.88, skin_tone.x / max(hair_tone.x, 1.0)));
}

/**
 * Returns the tone of the hair on a head with its colour, and how much of a place is such hair.
 * about: see hair_about. spread: variance of the lightness (0..1) about the place.
 */
vec4 pigmented(vec2 face, vec3 tone, float about, float spread, float lamp) {
  // Between skin and hair a place is as much hair as it is on the way from the one's tone to the other's.
  float way = dot((tone - skin_tone) * REACH, to_hair()) / max(dot(to_hair(), to_hair()), 1.0);
  float cover = smoothstep(0.05, 0.60, about) * sat(way * 1.25 - 0.05);
  vec3 kind = young_kind();
  float own = kind.x * hair_tone.x;
  // Strands keep their lights and shadows; where there are none, white hair was too bright to show them.
  float shown = own + 1.15 * (tone.x - hair_tone.x)
    + 9.0 * lamp * streak_at(face) * exp(-1250.0 * spread)
    + 5.0 * lamp * clamp(-1.6 * (face.y + 0.25), -1.0, 1.0);
  // No strand is quite black.
  float least = 0.2 * own + 1.0;
  shown = least + least * log(1.0 + exp(min((shown - least) / least, 20.0)));
  vec2 hue = kind.yz * own * pow(clamp(shown / own, 0.1, 1.6), 0.7);
  // The ends of fair hair are lighter than its crown.
  cover *= 1.0 - 0.6 * smoothstep(DARK.x, FAIR.x, kind.x) * smoothstep(-0.05, 0.5, face.y);
  return vec4(shown, hue, cover);
}

/** The same for brows and moustache, whose grey is told by the red that it lacks. where: they are. */
vec4 pigmented_brow(vec3 tone, float where) {
  float red = skin_tone.y * min(tone.x / skin_tone.x, 1.0);
  vec3 kind = young_kind();
  return vec4(tone.x * kind.x * vec3(1.1, kind.yz),
    where * sat(1.4 - 1.6 * tone.y / max(red, 1.0)) * smoothstep(4.0, 7.0, dot(to_hair(), to_hair())));
}

/** Where a moustache is. but_mouth: the face without what the mouth shows. */
float under_nose(vec2 face, float but_mouth) {
  return but_mouth * smoothstep(0.0, 0.03, face.y - at_nose_base.y)
    * smoothstep(0.04, 0.0, face.y - at_upper_lip.y) * smoothstep(0.26, 0.16, abs(face.x - at_upper_lip.x));
}
`;
