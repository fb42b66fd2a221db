/**
 * The card that a visitor keeps of a play: 1080 x 1440, drawn in the page, never sent.
 *
 * With a still: that picture on batik. Without one: the stray at its stall.
 */

import { drawSlip } from "./card-slip.ts";
import type { CardWords } from "./card-words.ts";
import { grain } from "./paper.ts";
import { drawPhotoScene } from "./photo-scene.ts";
import type { NamedStill } from "./photo-strip.ts";
import { loadLetters, toBlob } from "./pictures.ts";
import { drawStrayScene } from "./stray-scene.ts";

const CARD_WIDTH = 1080;
const CARD_HEIGHT = 1440;
const MARGIN = 44;
const SLIP_HEIGHT = 452;
const SCENE_TOP = 60;
const SCENE_GAP = 26;
const JPEG_QUALITY = 0.92;

export interface CardSource {
  words: CardWords;
  /** null where nobody else could open it: then there is no code. */
  link: string | null;
  still: HTMLCanvasElement | null;
  /** Where there are any, they are kept as a strip. */
  namedStills: readonly NamedStill[];
  /** The effect's drawings, and the animal that the visitor chose. */
  art: Record<string, string>;
  stray: string;
}

/** Returns the card as a JPEG. Throws where this browser cannot draw it. */
export async function drawCard(source: CardSource): Promise<Blob> {
  const { words, link, still, art, stray } = source;
  const canvas = document.createElement("canvas");
  canvas.width = CARD_WIDTH;
  canvas.height = CARD_HEIGHT;
  const pen = canvas.getContext("2d", { alpha: false });
  if (pen === null) throw new Error("this browser gives no 2D canvas for the card");
  await loadLetters(JSON.stringify(words));
  const paper = await grain(pen);
  const slip = {
    left: MARGIN,
    top: CARD_HEIGHT - MARGIN - SLIP_HEIGHT,
    width: CARD_WIDTH - 2 * MARGIN,
    height: SLIP_HEIGHT,
  };
  const room = {
    left: MARGIN,
    top: SCENE_TOP,
    width: CARD_WIDTH - 2 * MARGIN,
    height: slip.top - SCENE_GAP - SCENE_TOP,
  };
  if (still === null) await drawStrayScene(pen, canvas, room, art, stray, words.title, paper);
  else drawPhotoScene(pen, canvas, room, still, words.title, paper);
  await drawSlip(pen, slip, words, link, paper);
  return toBlob(canvas, "image/jpeg", JPEG_QUALITY);
}
