/** A tile of old skin and hair, drawn once for each person: micro relief, blotches, spots, strands. */

export const SPOTS = 34;

export const PATTERN_SHADER = /* glsl */ `
uniform float seed;
uniform vec4 spots[${SPOTS}]; // place in the tile, radius, strength
in vec2 v_uv;
out vec4 colour;

float hash(vec2 cell) {
  vec3 mixed = fract(vec3(cell.xyx) * 0.1031 + seed);
  mixed += dot(mixed, mixed.yzx + 33.33);
  return fract((mixed.x + mixed.y) * mixed.z);
}

/** Value noise in 0..1 that repeats with the tile. cells: of the tile, in both directions. */
float noise(vec2 cells) {
  vec2 at = v_uv * cells;
  vec2 cell = floor(at);
  vec2 share = smoothstep(0.0, 1.0, at - cell);
  vec2 right = vec2(1.0, 0.0);
  return mix(
    mix(hash(mod(cell, cells)), hash(mod(cell + right, cells)), share.x),
    mix(hash(mod(cell + right.yx, cells)), hash(mod(cell + 1.0, cells)), share.x),
    share.y);
}

void main() {
  float relief = 0.55 * noise(vec2(190.0, 230.0)) + 0.45 * noise(vec2(70.0, 110.0));
  float blotch = 0.6 * noise(vec2(17.0)) + 0.4 * noise(vec2(37.0));
  float strand = 0.6 * noise(vec2(90.0, 24.0)) + 0.4 * noise(vec2(14.0));
  float ragged = 0.5 + noise(vec2(150.0));
  float spot = 0.0;
  for (int index = 0; index < ${SPOTS}; index += 1) {
    vec2 away = fract(v_uv - spots[index].xy + 0.5) - 0.5;
    float share = dot(away, away) / (spots[index].z * spots[index].z);
    spot = max(spot, smoothstep(1.5, 0.3, share * ragged) * spots[index].w);
  }
  colour = vec4(relief, blotch, spot, strand);
}`;
