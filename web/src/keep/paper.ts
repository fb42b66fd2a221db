/** Hand-cut paper, drawn on a canvas: no two corners alike, soft shadow, a little grain. */
import grainUrl from "../styles/grain.svg";
import { pictureFromUrl } from "./pictures.ts";
import type { Box } from "./recording-layout.ts";

/** The colours of web/src/styles/tokens.css that canvases need. */
export const COLOURS = {
  ink: "#1d2433",
  inkSoft: "#4a5166",
  indigo: "#274b7a",
  indigoDeep: "#1b3760",
  batik: "#cfe0ee",
  cream: "#fff5e4",
  creamShade: "#f6e7cd",
  creamEdge: "#e2cda6",
  lantern: "#f39c3d",
  vermilion: "#d94f30",
  vermilionDeep: "#a93419",
  night: "#1c2a50",
} as const;

/** Radii, clockwise from the upper left. */
export type Corners = readonly [number, number, number, number];

export function cutPath({ left, top, width, height }: Box, corners: Corners): Path2D {
  const right = left + width;
  const bottom = top + height;
  const [a, b, c, d] = corners;
  const path = new Path2D();
  path.moveTo(left + a, top);
  path.arcTo(right, top, right, bottom, b);
  path.arcTo(right, bottom, left, bottom, c);
  path.arcTo(left, bottom, left, top, d);
  path.arcTo(left, top, right, top, a);
  path.closePath();
  return path;
}

/** The stage rounds the camera's picture by 0.04 of its shorter side; a little more hides that. */
const PICTURE_CORNER_SHARES: Corners = [0.047, 0.044, 0.05, 0.045];

/** Returns the outline of a picture that was cut out of the stage. */
export function picturePath(box: Box): Path2D {
  const side = Math.min(box.width, box.height);
  const [a, b, c, d] = PICTURE_CORNER_SHARES;
  return cutPath(box, [a * side, b * side, c * side, d * side]);
}

/** Returns what fills paper with grain. */
export async function grain(pen: CanvasRenderingContext2D): Promise<CanvasPattern | null> {
  return pen.createPattern(await pictureFromUrl(grainUrl), "repeat");
}

export interface Sheet {
  colour: string;
  grain: CanvasPattern | null;
  /** Pixels. */
  shadow: number;
}

export function drawSheet(pen: CanvasRenderingContext2D, path: Path2D, sheet: Sheet): void {
  pen.save();
  pen.shadowColor = "rgb(12 16 32 / 45%)";
  pen.shadowBlur = sheet.shadow;
  pen.shadowOffsetY = sheet.shadow / 3;
  pen.fillStyle = sheet.colour;
  pen.fill(path);
  pen.restore();
  if (sheet.grain === null) return;
  pen.fillStyle = sheet.grain;
  pen.fill(path);
}
