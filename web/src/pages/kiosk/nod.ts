/**
 * A nod by the nose's way down and up again, as the engine recognises it in a play
 * (effects/engine/gestures.py), over a tracker that looks at its own pace instead of at ticks.
 */

/** A nod, down and up, takes 0.3-1.4 s. */
const WINDOW_MS = 1400;
/** Of the face's height; at rest the nose wobbles by less than a hundredth. */
const DROP = 0.06;
/** Of the drop: nobody comes back exactly to where they were. */
const RETURN = 0.6;
/** Of the drop: a head that is no lower than this still rests, and only wobbles. */
const ONSET = 0.25;
/** Of the drop: a head that mostly goes sideways is no nod. */
const SIDEWAYS = 3.5;

interface Nose {
  tMs: number;
  x: number;
  y: number;
}

export class Nod {
  private noses: Nose[] = [];

  reset(): void {
    this.noses = [];
  }

  /**
   * Takes a look and returns when the nod that it ends began, null for none.
   *
   * x, y: the nose, in picture heights. height: of the face, in picture heights.
   */
  next(tMs: number, x: number, y: number, height: number): number | null {
    this.noses.push({ tMs, x, y });
    this.noses = this.noses.filter((nose) => tMs - nose.tMs <= WINDOW_MS);
    const lowest = this.noses.reduce((one, other) => (other.y > one.y ? other : one));
    const before = this.noses.filter((nose) => nose.tMs < lowest.tMs);
    const start = before.reduce<Nose | null>(
      (one, other) => (one === null || other.y <= one.y ? other : one),
      null,
    );
    if (start === null) return null;
    const drop = lowest.y - start.y;
    const xs = this.noses.map((nose) => nose.x);
    const isNod =
      drop >= DROP * height &&
      lowest.y - y >= RETURN * drop &&
      Math.max(...xs) - Math.min(...xs) <= SIDEWAYS * drop;
    if (!isNod) return null;
    this.reset();
    const resting = before.filter((nose) => nose.y - start.y <= ONSET * drop);
    return resting.at(-1)?.tMs ?? start.tMs;
  }
}
