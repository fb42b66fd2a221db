/** Where things are on a photo strip: prints in rows, the title, the slip with words and code. */
import type { Box } from "./recording-layout.ts";

export interface Print {
  /** The paper. */
  sheet: Box;
  /** The photograph on it; the label stands below. */
  photo: Box;
}

export interface StripLayout {
  width: number;
  height: number;
  prints: readonly Print[];
  title: Box;
  slip: Box;
}

/** As tall as a phone's screen is to its width, where there are enough prints. */
const WIDTH = 1080;
const HEIGHT = 1920;
/** The wooden frame, and the ground it shows before the first print. */
export const FRAME_PX = 38;
const MARGIN = FRAME_PX + 30;
const GAP = 20;
const SLIP_HEIGHT = 452;
const TITLE_HEIGHT = 156;
const ONE_PRINT_WIDTH = 640;
const PRINT_EDGE = 14;
export const LABEL_HEIGHT = 54;
/** A print is never wider than about as tall, and never much taller than a portrait. */
const TALL_MIN = 0.95;
const TALL_MAX = 1.3;
/** More would be too small to see. */
export const PRINTS_MAX = 9;

/** Returns the layout of `count` (1..PRINTS_MAX) prints. */
export function stripLayout(count: number): StripLayout {
  const columns = count === 1 ? 1 : count <= 4 ? 2 : 3;
  const rows = Math.ceil(count / columns);
  const free = rows * columns - count;
  const inner = WIDTH - 2 * MARGIN;
  const width = columns === 1 ? ONE_PRINT_WIDTH : (inner - (columns - 1) * GAP) / columns;
  const first = (WIDTH - columns * width - (columns - 1) * GAP) / 2;
  // The title takes the places that are left in the last row, else a row of its own.
  const top = MARGIN + (free > 0 ? 0 : TITLE_HEIGHT + GAP);
  const room = HEIGHT - top - GAP - SLIP_HEIGHT - MARGIN;
  const photoWidth = width - 2 * PRINT_EDGE;
  const share = (room - (rows - 1) * GAP) / rows - PRINT_EDGE - LABEL_HEIGHT;
  const photoHeight = Math.round(
    Math.min(photoWidth * TALL_MAX, Math.max(photoWidth * TALL_MIN, share)),
  );
  const height = PRINT_EDGE + photoHeight + LABEL_HEIGHT;
  const cell = (n: number): Box => ({
    left: first + (n % columns) * (width + GAP),
    top: top + Math.floor(n / columns) * (height + GAP),
    width,
    height,
  });
  const prints = Array.from({ length: count }, (_, n) => {
    const sheet = cell(n);
    const at = { left: sheet.left + PRINT_EDGE, top: sheet.top + PRINT_EDGE };
    return { sheet, photo: { ...at, width: photoWidth, height: photoHeight } };
  });
  const title =
    free > 0
      ? { ...cell(count), width: free * width + (free - 1) * GAP }
      : { left: MARGIN, top: MARGIN, width: inner, height: TITLE_HEIGHT };
  const slipTop = top + rows * (height + GAP);
  return {
    width: WIDTH,
    height: Math.round(slipTop + SLIP_HEIGHT + MARGIN),
    prints,
    title,
    slip: { left: MARGIN, top: slipTop, width: inner, height: SLIP_HEIGHT },
  };
}
