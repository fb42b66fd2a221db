/** A place on the stage: CSS pixels, y down. */
export interface SpotPx {
  x: number;
  y: number;
}
