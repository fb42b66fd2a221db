/** The upper part of a card with a still: the picture on hand-made paper, on batik. */
import { drawBatik } from "./batik-ground.ts";
import { drawText } from "./canvas-text.ts";
import { COLOURS, cutPath, drawSheet, picturePath } from "./paper.ts";
import { drawCovering } from "./pictures.ts";
import type { Box } from "./recording-layout.ts";

const EDGE = 30;
const TITLE_HEIGHT = 104;
const TURN = -0.016; // Radians: laid down by hand.

/** Draws the whole ground, and the picture into `room`. */
export function drawPhotoScene(
  pen: CanvasRenderingContext2D,
  card: { width: number; height: number },
  room: Box,
  still: HTMLCanvasElement,
  title: string,
  grain: CanvasPattern | null,
): void {
  drawBatik(pen, card.width, card.height, grain);
  const widthMax = room.width - 2 * EDGE;
  const heightMax = room.height - EDGE - TITLE_HEIGHT;
  // A very tall or wide still is cut to what looks like a print.
  const aspect = Math.min(1.5, Math.max(0.8, still.width / still.height));
  const width = Math.min(widthMax, heightMax * aspect);
  const height = width / aspect;
  const sheet = {
    left: -width / 2 - EDGE,
    top: -(height + EDGE + TITLE_HEIGHT) / 2,
    width: width + 2 * EDGE,
    height: height + EDGE + TITLE_HEIGHT,
  };
  pen.save();
  pen.translate(room.left + room.width / 2, room.top + room.height / 2);
  pen.rotate(TURN);
  drawSheet(pen, cutPath(sheet, [20, 16, 22, 15]), { colour: COLOURS.cream, grain, shadow: 50 });
  const picture = { left: -width / 2, top: sheet.top + EDGE, width, height };
  pen.save();
  pen.clip(picturePath(picture));
  pen.imageSmoothingQuality = "high";
  const whole = { left: 0, top: 0, width: still.width, height: still.height };
  drawCovering(pen, still, whole, picture);
  pen.restore();
  drawText(
    pen,
    title,
    { left: picture.left, top: picture.top + height + 16, width },
    { sizePx: 50, weight: 800, colour: COLOURS.ink, align: "center", lineHeight: 1.4 },
  );
  pen.restore();
}
