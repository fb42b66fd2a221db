/** All faces at all ages on one sheet: a row for each person, a column for each age. */
import type { FaceFrame } from "../src/stage/aging/face-frame.ts";

const CELL_PX = 240;
const GAP_PX = 6;
/** What of a face is shown: so far to each side of a point below the eyes, in face widths. */
const SHOWN = { half: 1.05, below: 0.12 } as const;
const GROUND = "#1d2433";
const INK = "#fff5e4";

export class ContactSheet {
  private readonly rows: HTMLCanvasElement[][] = [];

  newRow(): void {
    this.rows.push([]);
  }

  add(picture: HTMLCanvasElement, { origin, unitPx }: FaceFrame, years: number): void {
    const cell = document.createElement("canvas");
    cell.width = CELL_PX;
    cell.height = CELL_PX;
    const pen = cell.getContext("2d");
    const side = 2 * SHOWN.half * unitPx;
    const left = origin.x - side / 2;
    const top = origin.y + SHOWN.below * unitPx - side / 2;
    if (pen !== null) {
      pen.imageSmoothingQuality = "high";
      pen.drawImage(picture, left, top, side, side, 0, 0, CELL_PX, CELL_PX);
      pen.font = "600 18px sans-serif";
      pen.fillStyle = INK;
      pen.strokeStyle = GROUND;
      pen.lineWidth = 4;
      if (years > 0) {
        pen.strokeText(String(years), 8, CELL_PX - 10);
        pen.fillText(String(years), 8, CELL_PX - 10);
      }
    }
    this.rows[this.rows.length - 1]?.push(cell);
  }

  canvas(): HTMLCanvasElement {
    const step = CELL_PX + GAP_PX;
    const columns = Math.max(1, ...this.rows.map((row) => row.length));
    const sheet = document.createElement("canvas");
    sheet.width = columns * step + GAP_PX;
    sheet.height = Math.max(1, this.rows.length) * step + GAP_PX;
    const pen = sheet.getContext("2d");
    if (pen === null) return sheet;
    pen.fillStyle = GROUND;
    pen.fillRect(0, 0, sheet.width, sheet.height);
    this.rows.forEach((row, down) => {
      row.forEach((cell, across) => {
        pen.drawImage(cell, GAP_PX + across * step, GAP_PX + down * step);
      });
    });
    return sheet;
  }
}
