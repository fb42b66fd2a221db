/** The slip at the foot of a still card: what was done, what it released, the code of the link. */
import logoUrl from "../art/logo.svg";
import { drawText, measureText } from "./canvas-text.ts";
import type { CardWords } from "./card-words.ts";
import { COLOURS, cutPath, drawSheet } from "./paper.ts";
import { pictureFromUrl } from "./pictures.ts";
import { drawQr } from "./qr-art.ts";
import type { Box } from "./recording-layout.ts";

const PAD = 46;
const QR_PX = 268;
const COLUMN_GAP = 40;
const FOOT_PX = 92;
const SMALL = { sizePx: 29, colour: COLOURS.inkSoft } as const;
const LOGO_PX = 50;

export async function drawSlip(
  pen: CanvasRenderingContext2D,
  box: Box,
  words: CardWords,
  link: string | null,
  grain: CanvasPattern | null,
): Promise<void> {
  drawSheet(pen, cutPath(box, [30, 25, 32, 24]), { colour: COLOURS.cream, grain, shadow: 46 });
  const left = box.left + PAD;
  const right = box.left + box.width - PAD;
  const top = box.top + PAD - 6;
  const qrWidth = link === null ? 0 : drawCode(pen, link, words.scan, { right, top });
  const width = right - left - (qrWidth === 0 ? 0 : qrWidth + COLUMN_GAP);
  drawStory(pen, words, { left, top, width });
  await drawFoot(pen, words, { left, top: box.top + box.height - FOOT_PX, width: right - left });
}

function drawCode(
  pen: CanvasRenderingContext2D,
  link: string,
  scan: string,
  at: { right: number; top: number },
): number {
  const width = drawQr(pen, link, { ...at, width: QR_PX });
  drawText(
    pen,
    scan,
    { left: at.right - width, top: at.top + width + 6, width },
    { sizePx: 25, weight: 600, colour: COLOURS.inkSoft, align: "center" },
  );
  return width;
}

/** Lines that fit above the foot, the amount's block taken off. */
const LINES_MAX = 5;
const LINES_OF_AMOUNT = 2;

/** The sentence, then what was done or else what the effect is, then the amount. */
function drawStory(
  pen: CanvasRenderingContext2D,
  words: CardWords,
  box: { left: number; top: number; width: number },
): void {
  const style = { sizePx: 44, weight: 800, colour: COLOURS.ink, lineHeight: 1.28, linesMax: 2 };
  const lines = measureText(pen, words.line, box.width, style).lines.length;
  const room = LINES_MAX - lines - (words.released === null ? 0 : LINES_OF_AMOUNT);
  let top = drawText(pen, words.line, box, style) + 14;
  top =
    words.deeds.length === 0
      ? drawSummary(pen, words.summary, { ...box, top }, room)
      : drawDeeds(pen, words.deeds.slice(0, room), { ...box, top });
  if (words.released !== null) drawReleased(pen, words.released, { ...box, top: top + 12 });
}

function drawDeeds(
  pen: CanvasRenderingContext2D,
  deeds: readonly string[],
  box: { left: number; top: number; width: number },
): number {
  let { top } = box;
  for (const deed of deeds) {
    const dot = { left: box.left, top: top + 11, width: 14, height: 14 };
    pen.fillStyle = COLOURS.lantern;
    pen.fill(cutPath(dot, [7, 6, 7, 6]));
    const line = { left: box.left + 30, top, width: box.width - 30 };
    top = drawText(pen, deed, line, { ...SMALL, weight: 500 });
  }
  return top;
}

/** Draws the summary where it fits whole. */
function drawSummary(
  pen: CanvasRenderingContext2D,
  summary: string,
  box: { left: number; top: number; width: number },
  linesMax: number,
): number {
  const style = { ...SMALL, weight: 500, linesMax };
  const fits = measureText(pen, summary, box.width, style).lines.length <= linesMax;
  return fits ? drawText(pen, summary, box, style) : box.top;
}

function drawReleased(
  pen: CanvasRenderingContext2D,
  { label, amount }: { label: string; amount: string },
  { left, top, width }: { left: number; top: number; width: number },
): void {
  pen.strokeStyle = COLOURS.creamEdge;
  pen.lineWidth = 3;
  pen.setLineDash([10, 8]);
  pen.beginPath();
  pen.moveTo(left, top);
  pen.lineTo(left + width, top);
  pen.stroke();
  pen.setLineDash([]);
  const below = drawText(pen, label, { left, top: top + 10, width }, { ...SMALL, weight: 600 });
  const style = { sizePx: 76, weight: 900, colour: COLOURS.vermilionDeep, lineHeight: 1.2 };
  drawText(pen, amount, { left, top: below - 6, width }, style);
}

async function drawFoot(
  pen: CanvasRenderingContext2D,
  words: CardWords,
  { left, top, width }: { left: number; top: number; width: number },
): Promise<void> {
  const middle = top + FOOT_PX / 2 - 6;
  pen.drawImage(await pictureFromUrl(logoUrl), left, middle - LOGO_PX / 2, LOGO_PX, LOGO_PX);
  const half = width / 2;
  const siteLeft = left + LOGO_PX + 14;
  const below = drawText(
    pen,
    words.site,
    { left: siteLeft, top: middle - 34, width: half },
    { sizePx: 31, weight: 800, colour: COLOURS.ink, lineHeight: 1.2 },
  );
  drawText(
    pen,
    words.campaign,
    { left: siteLeft, top: below, width: half + 60 },
    { sizePx: 22, weight: 500, colour: COLOURS.inkSoft },
  );
  const right = { left: left + half, width: half };
  const dateTop = drawText(
    pen,
    words.hashtag,
    { ...right, top: middle - 34 },
    { sizePx: 29, weight: 700, colour: COLOURS.indigo, lineHeight: 1.28, align: "right" },
  );
  drawText(
    pen,
    words.date,
    { ...right, top: dateTop },
    { sizePx: 22, weight: 500, colour: COLOURS.inkSoft, align: "right" },
  );
}
