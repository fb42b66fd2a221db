/**
 * The strip that a visitor keeps of a play with several named stills: each as a print with its
 * name, in the studio's frame. Drawn in the page, never sent.
 */

import { drawText, measureText } from "./canvas-text.ts";
import { drawSlip } from "./card-slip.ts";
import type { CardWords } from "./card-words.ts";
import { COLOURS, cutPath, drawSheet, grain, picturePath } from "./paper.ts";
import { drawCovering, loadLetters, toBlob } from "./pictures.ts";
import type { Box } from "./recording-layout.ts";
import { LABEL_HEIGHT, PRINTS_MAX, type Print, stripLayout } from "./strip-layout.ts";
import { drawStudio } from "./studio-ground.ts";

export interface NamedStill {
  /** As the visitor reads it. */
  name: string;
  picture: HTMLCanvasElement;
  /** Whether the visitor gave a like in its moment. */
  isLiked: boolean;
}

/** Radians; laid down by hand, one after the other. */
const TURNS = [-0.008, 0.006, -0.004, 0.009, -0.006, 0.004, -0.009, 0.005, -0.005] as const;
const FILM_PX = 128;
const HEART = "M50 86C20 66 8 48 12 32C16 16 38 12 50 30C62 12 84 16 88 32C92 48 80 66 50 86Z";
const HEART_PX = 120;
/** Of a liked print, on the label's line, clear of its words and of the turned corner. */
const LIKED_PX = 40;
/** One place in a row of three: five characters of Chinese stay on one line. */
const NARROW_PX = 400;
const LABEL = { sizePx: 30, weight: 800, colour: COLOURS.ink, align: "center" } as const;

/** Returns the strip as a PNG. Throws where this browser cannot draw it. */
export async function drawStrip(
  stills: readonly NamedStill[],
  words: CardWords,
  link: string | null,
): Promise<Blob> {
  const shown = stills.slice(0, PRINTS_MAX);
  const layout = stripLayout(shown.length);
  const canvas = document.createElement("canvas");
  canvas.width = layout.width;
  canvas.height = layout.height;
  const pen = canvas.getContext("2d", { alpha: false });
  if (pen === null) throw new Error("this browser gives no 2D canvas for the strip");
  await loadLetters(JSON.stringify(words) + shown.map(({ name }) => name).join(""));
  const paper = await grain(pen);
  const film = filmGrain(pen);
  pen.imageSmoothingQuality = "high";
  drawStudio(pen, layout.width, layout.height, paper);
  layout.prints.forEach((print, n) => {
    const still = shown[n];
    if (still !== undefined)
      drawPrint(pen, print, still, TURNS[n % TURNS.length] ?? 0, paper, film);
  });
  drawTitle(pen, layout.title, words.title);
  await drawSlip(pen, layout.slip, words, link, paper);
  return toBlob(canvas, "image/png");
}

function drawPrint(
  pen: CanvasRenderingContext2D,
  { sheet, photo }: Print,
  { name, picture, isLiked }: NamedStill,
  turn: number,
  paper: CanvasPattern | null,
  film: CanvasPattern | null,
): void {
  const x = sheet.left + sheet.width / 2;
  const y = sheet.top + sheet.height / 2;
  pen.save();
  pen.translate(x, y);
  pen.rotate(turn);
  pen.translate(-x, -y);
  drawSheet(pen, cutPath(sheet, [10, 8, 11, 7]), {
    colour: COLOURS.cream,
    grain: paper,
    shadow: 24,
  });
  pen.save();
  pen.clip(picturePath(photo));
  const whole = { left: 0, top: 0, width: picture.width, height: picture.height };
  drawCovering(pen, picture, whole, photo);
  drawFilm(pen, photo, film);
  pen.restore();
  const { height } = measureText(pen, name, photo.width, LABEL);
  const top = photo.top + photo.height + (LABEL_HEIGHT - height) / 2;
  drawText(pen, name, { left: photo.left, top, width: photo.width }, LABEL);
  if (isLiked) {
    const middle = photo.top + photo.height + LABEL_HEIGHT / 2;
    drawHeart(pen, photo.left + photo.width - LIKED_PX - 8, middle - LIKED_PX / 2, LIKED_PX);
  }
  pen.restore();
}

function drawHeart(pen: CanvasRenderingContext2D, left: number, top: number, sizePx: number): void {
  pen.save();
  pen.translate(left, top);
  pen.scale(sizePx / 100, sizePx / 100);
  pen.fillStyle = COLOURS.vermilion;
  pen.fill(new Path2D(HEART));
  pen.restore();
}

/** What old film adds: warm dark edges and a little grain. */
function drawFilm(pen: CanvasRenderingContext2D, photo: Box, film: CanvasPattern | null): void {
  const x = photo.left + photo.width / 2;
  const y = photo.top + photo.height * 0.46;
  const far = Math.hypot(photo.width, photo.height) / 2;
  const edges = pen.createRadialGradient(x, y, far * 0.5, x, y, far * 1.05);
  edges.addColorStop(0, "rgb(58 29 16 / 0%)");
  edges.addColorStop(1, "rgb(40 18 8 / 52%)");
  pen.fillStyle = edges;
  pen.fillRect(photo.left, photo.top, photo.width, photo.height);
  if (film === null) return;
  pen.save();
  pen.globalCompositeOperation = "soft-light";
  pen.fillStyle = film;
  pen.fillRect(photo.left, photo.top, photo.width, photo.height);
  pen.restore();
}

/** Returns a tile of grey noise, always the same. */
function filmGrain(pen: CanvasRenderingContext2D): CanvasPattern | null {
  const tile = new ImageData(FILM_PX, FILM_PX);
  let seed = 20220531;
  for (let at = 0; at < tile.data.length; at += 4) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; // Numerical Recipes, 7.1.
    const grey = 96 + (seed >>> 26);
    tile.data.set([grey, grey, grey, 120], at);
  }
  const canvas = document.createElement("canvas");
  canvas.width = FILM_PX;
  canvas.height = FILM_PX;
  canvas.getContext("2d")?.putImageData(tile, 0, 0);
  return pen.createPattern(canvas, "repeat");
}

/** The title on the page itself below a heart. */
function drawTitle(pen: CanvasRenderingContext2D, box: Box, title: string): void {
  const isHigh = box.height > 2 * HEART_PX;
  const style = {
    sizePx: box.width < NARROW_PX ? 50 : 58,
    weight: 900,
    colour: COLOURS.cream,
    align: "center",
    lineHeight: 1.22,
    linesMax: isHigh ? 3 : 1,
  } as const;
  const inner = { left: box.left + 16, width: box.width - 32 };
  const { height } = measureText(pen, title, inner.width, style);
  const heart = isHigh ? HEART_PX : HEART_PX / 2;
  const top = box.top + (box.height - heart - height) / 2;
  pen.save();
  pen.shadowColor = "rgb(20 8 4 / 55%)";
  pen.shadowBlur = 12;
  drawHeart(pen, box.left + box.width / 2 - heart / 2, top, heart);
  pen.restore();
  drawText(pen, title, { ...inner, top: top + heart }, style);
}
