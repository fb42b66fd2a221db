/** The paper around a kept video, with the effect's title, its hashtag and the site's name. */
import logoUrl from "../art/logo.svg";
import { drawText, measureText } from "./canvas-text.ts";
import { COLOURS, grain } from "./paper.ts";
import { loadLetters, pictureFromUrl } from "./pictures.ts";
import type { RecordingLayout } from "./recording-layout.ts";

export interface BorderWords {
  title: string;
  hashtag: string;
  site: string;
}

const TITLE_PX = 34;
const HASHTAG_PX = 23;
const SITE_PX = 30;
const LOGO_PX = 46;
const GAP_PX = 12;

/** Draws everything but the picture; once, since none of it moves. */
export async function drawBorder(
  pen: CanvasRenderingContext2D,
  { width, height, words: box }: RecordingLayout,
  words: BorderWords,
): Promise<void> {
  await loadLetters(Object.values(words).join(""));
  pen.fillStyle = COLOURS.cream;
  pen.fillRect(0, 0, width, height);
  const pattern = await grain(pen);
  if (pattern !== null) {
    pen.fillStyle = pattern;
    pen.fillRect(0, 0, width, height);
  }
  const siteStyle = { sizePx: SITE_PX, weight: 800, colour: COLOURS.ink, align: "right" } as const;
  measureText(pen, words.site, box.width, siteStyle); // Sets the font.
  const siteWidth = pen.measureText(words.site).width;
  const right = box.left + box.width - GAP_PX / 2;
  const middle = box.top + box.height / 2;
  const siteLeft = right - siteWidth;
  drawText(
    pen,
    words.site,
    { left: siteLeft, top: middle - SITE_PX * 0.7, width: siteWidth + 1 },
    siteStyle,
  );
  const logo = await pictureFromUrl(logoUrl);
  const logoLeft = siteLeft - GAP_PX - LOGO_PX;
  pen.drawImage(logo, logoLeft, middle - LOGO_PX / 2, LOGO_PX, LOGO_PX);

  const left = box.left + GAP_PX / 2;
  const wordsWidth = logoLeft - 2 * GAP_PX - left;
  const titleTop = middle - (TITLE_PX + (words.hashtag === "" ? 0 : HASHTAG_PX)) * 0.66;
  const below = drawText(
    pen,
    words.title,
    { left, top: titleTop, width: wordsWidth },
    { sizePx: TITLE_PX, weight: 800, colour: COLOURS.ink, lineHeight: 1.25 },
  );
  drawText(
    pen,
    words.hashtag,
    { left, top: below, width: wordsWidth },
    { sizePx: HASHTAG_PX, weight: 600, colour: COLOURS.indigo },
  );
}
