/**
 * Calms the landmarks of a face from tracked picture to tracked picture.
 *
 * Where the face is follows at once, since the picture that was tracked is the one that is drawn; only
 * its shape in its own frame is smoothed, so that masks neither lag behind a moving head nor shimmer.
 */
import { OneEuro } from "../one-euro.ts";
import { LANDMARKS } from "./face-frame.ts";

/** At rest the shape settles slowly; a mouth that opens moves it by half a width a second. */
const SHAPE = { minCutoffHz: 1.6, beta: 14 } as const;

export class ShapeFilter {
  private filters = newFilters();

  next(shape: Float32Array, passedS: number): Float32Array {
    return shape.map((value, index) => this.filters[index]?.next(value, passedS) ?? value);
  }

  reset(): void {
    this.filters = newFilters();
  }
}

function newFilters(): OneEuro[] {
  return Array.from({ length: LANDMARKS * 2 }, () => new OneEuro(SHAPE.minCutoffHz, SHAPE.beta));
}
