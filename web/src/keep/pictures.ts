/** Drawings as pictures that a canvas can draw. */

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
