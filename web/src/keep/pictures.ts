/** Pictures on a canvas: drawings as pictures, a picture into its place, the page's letters. */
import { type Box, coverPart } from "./recording-layout.ts";

export async function pictureFromUrl(url: string): Promise<HTMLImageElement> {
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  return picture;
}

/** Returns an SVG as a picture. */
export async function pictureFromSvg(svg: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    return await pictureFromUrl(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Draws the box `from` of a picture so that it fills `into`, cut where the aspects differ. */
export function drawCovering(
  pen: CanvasRenderingContext2D,
  picture: HTMLCanvasElement,
  from: Box,
  into: Box,
): void {
  const { left, top, width, height } = coverPart(from, into);
  pen.drawImage(picture, left, top, width, height, into.left, into.top, into.width, into.height);
}

/** Waits until the page's own letters are there, for a canvas that does not wait by itself. */
export async function loadLetters(text: string): Promise<void> {
  try {
    await Promise.all(
      [500, 700, 900].map((weight) => document.fonts.load(fontOf(24, weight), text)),
    );
  } catch {
    // The system's letters will do.
  }
}

/** Returns a canvas font of the page's family. sizePx: of the canvas. */
export function fontOf(sizePx: number, weight: number): string {
  return `${weight} ${sizePx}px "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
}

/** Returns a canvas as a file and empties it. Throws where this browser cannot write the kind. */
export function toBlob(
  canvas: HTMLCanvasElement,
  kind: "image/jpeg" | "image/png",
  quality?: number,
): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        canvas.width = 0; // Its memory goes now, not when garbage is collected.
        if (blob === null) reject(new Error(`this browser could not write ${kind}`));
        else resolve(blob);
      },
      kind,
      quality,
    );
  });
}
