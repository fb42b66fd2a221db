/** A QR code, dark on light, in whole pixels. */
import { encodeQR } from "qr";
import { COLOURS } from "./paper.ts";

/** Modules of quiet around the code (ISO/IEC 18004, 9.1). */
const QUIET = 4;

/**
 * Draws the code of a link as large as fits a square and returns its width, the quiet included.
 *
 * Every module is a whole number of pixels: cameras read crisp edges best.
 */
export function drawQr(
  pen: CanvasRenderingContext2D,
  link: string,
  box: { right: number; top: number; width: number },
): number {
  const rows = encodeQR(link, "raw", { ecc: "medium", border: QUIET });
  const modulePx = Math.max(1, Math.floor(box.width / rows.length));
  const width = modulePx * rows.length;
  const left = Math.round(box.right - width);
  const top = Math.round(box.top);
  pen.fillStyle = "#ffffff";
  pen.fillRect(left, top, width, width);
  pen.fillStyle = COLOURS.ink;
  rows.forEach((row, down) => {
    row.forEach((isDark, across) => {
      if (isDark) pen.fillRect(left + across * modulePx, top + down * modulePx, modulePx, modulePx);
    });
  });
  return width;
}
