/** How much of each change belongs to an age: continuous, and monotone between the key ages. */

export interface AgeAmounts {
  /** What a child of one has and one of five has no more. */
  baby: number;
  /** Smooth, soft, rosy skin and faint brows. */
  child: number;
  /** The proportions of a child's head. */
  childShape: number;
  /** Lines, hollows, spots and tone of old skin. */
  old: number;
  /** What gravity and thinning do to a face's shape. */
  oldShape: number;
  /** Grey of hair, brows and beard. */
  grey: number;
  /** How much of its colour hair gets back that is grey already. */
  pigment: number;
}

const YEARS = [1, 5, 12, 25, 45, 65, 80] as const;

/** One number for each of the years above. */
const TABLE: Record<keyof AgeAmounts, readonly number[]> = {
  baby: [1, 0, 0, 0, 0, 0, 0],
  child: [1.3, 1.1, 0.62, 0.2, 0, 0, 0],
  childShape: [1.35, 0.95, 0.44, 0.03, 0, 0, 0],
  old: [0, 0, 0, 0, 0.52, 1.3, 2.2],
  oldShape: [0, 0, 0, 0, 0.4, 1.0, 1.85],
  grey: [0, 0, 0, 0, 0.3, 0.85, 1.2],
  pigment: [1, 1, 1, 0.9, 0.4, 0, 0],
};

/**
 * Returns the amounts of an age in years.
 *
 * 0 is the face as it is; from 0 to 1 the youngest face comes about little by little, so that a value
 * that glides away from 0 does not jump. Over 80 nothing more happens.
 */
export function ageAmounts(years: number): AgeAmounts {
  const share = Math.min(1, Math.max(0, years));
  const of = (row: readonly number[]): number => share * monotone(YEARS, row, Math.max(1, years));
  return {
    baby: of(TABLE.baby),
    child: of(TABLE.child),
    childShape: of(TABLE.childShape),
    old: of(TABLE.old),
    oldShape: of(TABLE.oldShape),
    grey: of(TABLE.grey),
    pigment: of(TABLE.pigment),
  };
}

/** Monotone cubic interpolation (Fritsch and Carlson 1980) with the slopes of Steffen's choice. */
function monotone(xs: readonly number[], ys: readonly number[], x: number): number {
  const last = xs.length - 1;
  const x_ = (index: number): number => xs[index] ?? 0;
  const y_ = (index: number): number => ys[index] ?? 0;
  if (x <= x_(0)) return y_(0);
  if (x >= x_(last)) return y_(last);
  const rise = (index: number): number => (y_(index + 1) - y_(index)) / (x_(index + 1) - x_(index));
  const slope = (index: number): number => {
    if (index === 0) return rise(0);
    if (index === last) return rise(last - 1);
    const [before, after] = [rise(index - 1), rise(index)];
    return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
  };
  let left = 0;
  while (x_(left + 1) < x) left += 1;
  const span = x_(left + 1) - x_(left);
  const t = (x - x_(left)) / span;
  const [a, b] = [slope(left) * span, slope(left + 1) * span];
  const [from, to] = [y_(left), y_(left + 1)];
  return from + t * (a + t * (3 * (to - from) - 2 * a - b + t * (a + b - 2 * (to - from))));
}
