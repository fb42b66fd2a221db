/**
 * A cheap stand-in for CIELAB, the same in shaders (shaders/tone.ts) and here: lightness 0..100, red
 * against green, yellow against blue, each a weighted sum of sRGB values. For skin it is within a few
 * units of CIELAB, and turning it back costs no powers.
 */

export type Tone = [lightness: number, red: number, yellow: number];

/** Rows of the matrix from sRGB in 0..1; of ITU-R BT.601's Y, Cr and -Cb, at CIELAB's scale for skin. */
export const TONE_ROWS = [
  [29.9, 58.7, 11.4],
  [65, -54.43, -10.57],
  [32.06, 62.94, -95],
] as const;

/** red, green, blue: 0..255. */
export function toneOf(red: number, green: number, blue: number): Tone {
  const [lightness, redness, yellowness] = TONE_ROWS.map(
    ([r, g, b]) => (r * red + g * green + b * blue) / 255,
  );
  return [lightness ?? 0, redness ?? 0, yellowness ?? 0];
}

/** Returns how far a tone is from another, in spreads, squared. */
export function apart(tone: Tone, from: Tone, spread: Tone): number {
  return [0, 1, 2].reduce((sum, axis) => {
    const away = ((tone[axis] ?? 0) - (from[axis] ?? 0)) / (spread[axis] ?? 1);
    return sum + away * away;
  }, 0);
}

export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;
}

/** Returns the median of each part for itself. */
export function medianTone(tones: readonly Tone[]): Tone {
  return [0, 1, 2].map((axis) => median(tones.map((tone) => tone[axis] ?? 0))) as Tone;
}
