/** Text on a canvas: broken into lines in Chinese and English, made smaller where it must be. */
import { fontOf } from "./pictures.ts";

export interface TextStyle {
  sizePx: number;
  weight: number;
  colour: string;
  /** Of the size; Chinese and English both stand well in 1.35. */
  lineHeight?: number;
  align?: "left" | "center" | "right";
  linesMax?: number;
}

export interface Measured {
  lines: string[];
  sizePx: number;
  height: number;
}

const LINE_HEIGHT = 1.35;
const SMALLER = 0.94;
/** Of the size asked for; below it, a text is too long for its place. */
const SIZE_SHARE_MIN = 0.6;
const CHINESE = /[\u3400-\u9fff]/u;
/** Words stay whole; a Chinese character takes what must not begin a line along. */
const PIECES =
  /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef][、。，！？：；）》」』…]*|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|\s+/gu;

/** Returns the lines of a text for a width, in the largest size that keeps to `linesMax`. */
export function measureText(
  pen: CanvasRenderingContext2D,
  text: string,
  width: number,
  style: TextStyle,
): Measured {
  const { sizePx, weight, lineHeight = LINE_HEIGHT, linesMax = 1 } = style;
  let size = sizePx;
  const told = CHINESE.test(text) ? text : narrowQuotes(text);
  for (;;) {
    pen.font = fontOf(size, weight);
    const lines = breakLines(pen, told, width);
    const fits = lines.length <= linesMax && lines.every((line) => widthOf(pen, line) <= width);
    if (fits || size * SMALLER < sizePx * SIZE_SHARE_MIN) {
      return { lines, sizePx: size, height: lines.length * size * lineHeight };
    }
    size *= SMALLER;
  }
}

/** Draws a text below `top` and returns where it ends. left: of its box, whatever its align. */
export function drawText(
  pen: CanvasRenderingContext2D,
  text: string,
  box: { left: number; top: number; width: number },
  style: TextStyle,
): number {
  const { weight, colour, lineHeight = LINE_HEIGHT, align = "left" } = style;
  const measured = measureText(pen, text, box.width, style);
  pen.font = fontOf(measured.sizePx, weight);
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.textBaseline = "middle";
  const share = { left: 0, center: 0.5, right: 1 }[align];
  const step = measured.sizePx * lineHeight;
  measured.lines.forEach((line, index) => {
    pen.fillText(line, box.left + share * box.width, box.top + (index + 0.5) * step);
  });
  return box.top + measured.height;
}

/** The family draws curly quotes as wide as a character, and a canvas cannot ask for others. */
function narrowQuotes(text: string): string {
  return text.replace(/[‘’]/gu, "'").replace(/[“”]/gu, '"');
}

function breakLines(pen: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(PIECES) ?? []) {
    if (line !== "" && widthOf(pen, (line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      line += piece;
    }
  }
  if (line.trim() !== "") lines.push(line.trimEnd());
  return lines;
}

function widthOf(pen: CanvasRenderingContext2D, text: string): number {
  return pen.measureText(text).width;
}
