/** Words as textures, in the face of the pages; never mirrored, never cut off. */
import { CanvasTexture, LinearFilter } from "three";

const FONT_FAMILY = '"Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif';
const FONT_WEIGHT = 700;
const INK = "#1d2433";
const CREAM = "#fff5e4";
/** Share of the box's height that one line of letters may take. */
const LETTER_SHARE = 0.62;
/** Width of the ink around the letters, in letter heights: keeps 4.5:1 on any ground. */
const OUTLINE_SHARE = 0.22;
const SIZE_PX_MIN = 6;

export interface TextSize {
  widthPx: number;
  heightPx: number;
}

/** Returns a texture of one line of words, as large as fits into the box (device pixels). */
export function textTexture(words: string, box: TextSize): CanvasTexture {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.ceil(box.widthPx));
  canvas.height = Math.max(1, Math.ceil(box.heightPx));
  const context = canvas.getContext("2d");
  if (context !== null) drawWords(context, words, canvas.width, canvas.height);
  const texture = new CanvasTexture(canvas);
  texture.flipY = false;
  texture.premultiplyAlpha = true;
  texture.generateMipmaps = false;
  texture.minFilter = LinearFilter;
  return texture;
}

function drawWords(
  context: CanvasRenderingContext2D,
  words: string,
  widthPx: number,
  heightPx: number,
): void {
  let sizePx = heightPx * LETTER_SHARE;
  const font = (): string => `${FONT_WEIGHT} ${sizePx}px ${FONT_FAMILY}`;
  context.font = font();
  const room = widthPx - sizePx * OUTLINE_SHARE * 2;
  const measured = context.measureText(words).width;
  if (measured > room) sizePx = Math.max(SIZE_PX_MIN, (sizePx * room) / measured);
  context.font = font();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = sizePx * OUTLINE_SHARE;
  context.strokeStyle = INK;
  context.fillStyle = CREAM;
  context.strokeText(words, widthPx / 2, heightPx / 2);
  context.fillText(words, widthPx / 2, heightPx / 2);
}

/** Waits until the letters of a catalogue can be drawn in their own face. */
export async function loadTextFont(words: string): Promise<void> {
  try {
    await document.fonts.load(`${FONT_WEIGHT} 32px ${FONT_FAMILY}`, words);
  } catch {
    // The face did not arrive: the system's own letters are used.
  }
}

/** Fills {name} in a catalogue's text. */
export function fillIn(text: string, values: Record<string, number>): string {
  return text.replace(/\{([a-z_]+)\}/g, (all, name: string) => String(values[name] ?? all));
}
