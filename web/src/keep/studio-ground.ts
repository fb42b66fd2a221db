/** The studio's wooden frame around a page of dark paper in lamplight: ground for a photo strip. */
import type { Sheet } from "./paper.ts";
import { FRAME_PX } from "./strip-layout.ts";

const PAGE = "#43271f";
const PAGE_EDGE = "#2a1712";
const LAMP = "rgb(255 205 130 / 34%)";
const WOOD_TOP = "#c08a5a";
const WOOD_SIDE = "#a2683b";
const WOOD_LOW = "#6f4428";
const BRASS = "#d9a44c";
const BRASS_DARK = "#8a6228";
const LIP_PX = 7;
/** A mount of brass, screwed on; drawn for the upper left corner. */
const CORNER = new Path2D("M0 0H92C90 20 66 26 50 30C38 34 34 38 30 50C26 66 20 90 0 92Z");
const CORNER_LINE = new Path2D("M12 66C15 40 20 30 26 26C30 20 40 15 66 12");

export function drawStudio(
  pen: CanvasRenderingContext2D,
  width: number,
  height: number,
  grain: Sheet["grain"],
): void {
  pen.fillStyle = PAGE;
  pen.fillRect(0, 0, width, height);
  const [x, y] = [width * 0.45, height * 0.36];
  const lamp = pen.createRadialGradient(x, y, 0, x, y, Math.hypot(width - x, height - y));
  lamp.addColorStop(0, LAMP);
  lamp.addColorStop(0.6, "rgb(255 205 130 / 8%)");
  lamp.addColorStop(1, PAGE_EDGE);
  pen.fillStyle = lamp;
  pen.fillRect(0, 0, width, height);
  drawRails(pen, width, height);
  if (grain !== null) {
    pen.fillStyle = grain;
    pen.fillRect(0, 0, width, height);
  }
  drawBrass(pen, width, height);
}

/** Four mitred rails, lit from above. */
function drawRails(pen: CanvasRenderingContext2D, width: number, height: number): void {
  const f = FRAME_PX;
  const rails: readonly (readonly [string, readonly (readonly [number, number])[]])[] = [
    [
      WOOD_TOP,
      [
        [0, 0],
        [width, 0],
        [width - f, f],
        [f, f],
      ],
    ],
    [
      WOOD_SIDE,
      [
        [0, 0],
        [f, f],
        [f, height - f],
        [0, height],
      ],
    ],
    [
      WOOD_SIDE,
      [
        [width, 0],
        [width, height],
        [width - f, height - f],
        [width - f, f],
      ],
    ],
    [
      WOOD_LOW,
      [
        [0, height],
        [f, height - f],
        [width - f, height - f],
        [width, height],
      ],
    ],
  ];
  for (const [colour, corners] of rails) {
    pen.fillStyle = colour;
    pen.beginPath();
    for (const [x, y] of corners) pen.lineTo(x, y);
    pen.fill();
  }
  pen.strokeStyle = "rgb(60 32 18 / 45%)";
  pen.lineWidth = 3;
  pen.strokeRect(f * 0.42, f * 0.42, width - f * 0.84, height - f * 0.84);
}

function drawBrass(pen: CanvasRenderingContext2D, width: number, height: number): void {
  pen.strokeStyle = BRASS_DARK;
  pen.lineWidth = LIP_PX + 5;
  pen.strokeRect(FRAME_PX, FRAME_PX, width - 2 * FRAME_PX, height - 2 * FRAME_PX);
  pen.strokeStyle = BRASS;
  pen.lineWidth = LIP_PX;
  pen.strokeRect(FRAME_PX, FRAME_PX, width - 2 * FRAME_PX, height - 2 * FRAME_PX);
  for (const [x, y, turn] of [
    [0, 0, 0],
    [width, 0, 1],
    [width, height, 2],
    [0, height, 3],
  ] as const) {
    pen.save();
    pen.translate(x, y);
    pen.rotate((turn * Math.PI) / 2);
    pen.shadowColor = "rgb(20 8 4 / 55%)";
    pen.shadowBlur = 12;
    pen.fillStyle = BRASS;
    pen.fill(CORNER);
    pen.shadowBlur = 0;
    pen.strokeStyle = BRASS_DARK;
    pen.lineWidth = 2.5;
    pen.stroke(CORNER_LINE);
    pen.fillStyle = BRASS_DARK;
    pen.beginPath();
    pen.arc(18, 18, 5, 0, 2 * Math.PI);
    pen.fill();
    pen.restore();
  }
}
