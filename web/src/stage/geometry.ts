/**
 * Where the play field lies in the window, and how big a size unit is.
 *
 * The field is as high as the window and at most 1.15 times as wide as high, centred. Positions
 * (0..1000) stretch over the field; sizes are in units that are the same across and down, so that
 * nothing is ever squeezed.
 */

const FIELD_WIDTH_PER_HEIGHT_MAX = 1.15;
const UNIT_HEIGHT_SHARE = 0.75;
/** What 0..1000 of positions and 1000 size units stand for. */
export const FIELD_STEPS = 1000;

export interface StageGeometry {
  widthPx: number;
  heightPx: number;
  fieldLeftPx: number;
  fieldWidthPx: number;
  fieldHeightPx: number;
  /** CSS pixels of one size unit. */
  unitPx: number;
}

export function stageGeometry(widthPx: number, heightPx: number): StageGeometry {
  const fieldWidthPx = Math.min(widthPx, FIELD_WIDTH_PER_HEIGHT_MAX * heightPx);
  return {
    widthPx,
    heightPx,
    fieldLeftPx: (widthPx - fieldWidthPx) / 2,
    fieldWidthPx,
    fieldHeightPx: heightPx,
    unitPx: Math.min(fieldWidthPx, UNIT_HEIGHT_SHARE * heightPx) / FIELD_STEPS,
  };
}

/** Field position to CSS pixels from the window's left. */
export function fieldToPxX(geometry: StageGeometry, x: number): number {
  return geometry.fieldLeftPx + (x / FIELD_STEPS) * geometry.fieldWidthPx;
}

/** Field position to CSS pixels from the window's top. */
export function fieldToPxY(geometry: StageGeometry, y: number): number {
  return (y / FIELD_STEPS) * geometry.fieldHeightPx;
}

/** CSS pixels in the window to 0..1 of the field, held inside it. */
export function pxToField(
  geometry: StageGeometry,
  xPx: number,
  yPx: number,
): { x: number; y: number } {
  const clamp = (value: number): number => Math.min(1, Math.max(0, value));
  return {
    x: clamp((xPx - geometry.fieldLeftPx) / geometry.fieldWidthPx),
    y: clamp(yPx / geometry.fieldHeightPx),
  };
}
