/** How far head and hair reach in the face's frame: what a bonnet must hold, and where hair hangs. */
import type { Point } from "./face-frame.ts";
import type { Sample } from "./face-samples.ts";

export interface HeadExtent {
  /** Where they end above. */
  headTop: number;
  /** How broad they are beside the forehead, from the face's middle. */
  headHalf: number;
}

/** Where the top is looked for, from the forehead's top; and the breadth. */
const CROWN = { half: 0.3, least: -0.34, most: -0.58 } as const;
const ASIDE = { from: -0.4, to: 0.4, least: 0.6, most: 1.1 } as const;
/** So much of what is looked at may lie beyond: strands. */
const BEYOND = 0.04;

/** top: of the forehead. middle: of the face, across. */
export function headExtent(samples: readonly Sample[], top: Point, middle: number): HeadExtent {
  const persons = samples.filter(({ person }) => person > 0.5);
  const heights = persons
    .filter(({ at: { x, y } }) => Math.abs(x - top.x) < CROWN.half && y < top.y)
    .map(({ at }) => at.y - top.y);
  const breadths = persons
    .filter(({ at: { y } }) => y > ASIDE.from && y < ASIDE.to)
    .map(({ at }) => -Math.abs(at.x - middle));
  return {
    headTop: top.y + Math.min(CROWN.least, Math.max(CROWN.most, farthest(heights))),
    headHalf: Math.max(ASIDE.least, Math.min(ASIDE.most, -farthest(breadths))),
  };
}

/** The smallest of them, but for strands. */
function farthest(values: number[]): number {
  const sorted = values.sort((one, other) => one - other);
  return sorted[Math.floor(BEYOND * sorted.length)] ?? 0;
}
