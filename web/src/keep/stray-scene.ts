/**
 * The upper part of a card without a still: the fed stray at its stall, from the effect's art; in an
 * effect without a stall its own picture.
 */
import { drawText } from "./canvas-text.ts";
import { COLOURS, cutPath, drawSheet } from "./paper.ts";
import { pictureFromSvg } from "./pictures.ts";
import type { Box } from "./recording-layout.ts";

/** From far to near: drawing, middle in stall widths, width in stall widths. */
type Part = readonly [drawing: string, x: number, y: number, width: number];

/** Where an animal's parts sit (effects/dodge_food/art/README.md), in widths of its body. */
const PLACES: Record<string, Record<string, readonly [number, number]>> = {
  dog: { tail: [0.2, 0.34], ear_left: [-0.2, -0.42], ear_right: [0.2, -0.42], head: [0, -0.2] },
  cat: { tail: [0.17, 0.36], ear_left: [-0.19, -0.4], ear_right: [0.19, -0.4], head: [0, -0.19] },
};
const BODY_WIDTH = 0.5;
const BODY_Y = -0.05;

function partsOf(stray: string): readonly Part[] {
  const places = PLACES[stray] ?? {};
  const animal = (place: string, drawing: string): Part => {
    const [x, y] = places[place] ?? [0, 0];
    return [`${stray}_${drawing}`, x * BODY_WIDTH, BODY_Y + y * BODY_WIDTH, BODY_WIDTH];
  };
  return [
    ["stall", 0, 0, 1],
    animal("tail", "tail"),
    animal("body", "body"),
    animal("ear_left", "ear_left"),
    animal("ear_right", "ear_right"),
    animal("head", "head"),
    animal("head", "eyes_happy"),
    animal("head", "mouth_happy"),
    ["stall_front", 0, 0, 1],
    ["stall_wheel", -0.28, 0.34, 0.24],
    ["stall_wheel", 0.28, 0.34, 0.24],
    ["bowl_served", 0, 0.04, 0.3],
    ["heart_small", -0.27, -0.47, 0.1],
    ["heart_small", 0.37, -0.41, 0.075],
    ["heart_small", -0.38, -0.33, 0.06],
  ];
}

const GROUND: readonly string[] = ["page_far", "page_near"];
const STALL_SHARE = 0.74; // Of the card's width.
const OWN_PICTURE_SHARE = 0.62;

/** Draws the whole ground, and the stall into `room`. */
export async function drawStrayScene(
  pen: CanvasRenderingContext2D,
  card: { width: number; height: number },
  room: Box,
  art: Record<string, string>,
  stray: string,
  title: string,
  grain: CanvasPattern | null,
): Promise<void> {
  pen.fillStyle = COLOURS.night;
  pen.fillRect(0, 0, card.width, card.height);
  const draw = async (name: string, x: number, y: number, width: number): Promise<void> => {
    const svg = art[name];
    if (svg === undefined) return;
    const picture = await pictureFromSvg(svg);
    const height = (width * picture.naturalHeight) / picture.naturalWidth;
    pen.drawImage(picture, x - width / 2, y - height / 2, width, height);
  };
  for (const name of GROUND) await draw(name, card.width / 2, card.height / 2, card.height);
  const dusk = pen.createLinearGradient(0, 0, 0, room.top + room.height);
  dusk.addColorStop(0, "rgb(20 31 61 / 62%)");
  dusk.addColorStop(0.45, "rgb(20 31 61 / 0%)");
  pen.fillStyle = dusk;
  pen.fillRect(0, 0, card.width, card.height);

  const x = room.left + room.width / 2;
  const stall = STALL_SHARE * card.width;
  const y = room.top + room.height - stall * 0.47;
  const parts = art.stall === undefined ? [] : partsOf(stray);
  for (const [name, atX, atY, width] of parts) {
    await draw(name, x + atX * stall, y + atY * stall, width * stall);
  }
  if (art.stall === undefined) {
    await draw("result_portrait", x, room.top + room.height * 0.58, OWN_PICTURE_SHARE * card.width);
  }
  drawSign(pen, room, title, grain);
}

/** The title on a paper sign over the street. */
function drawSign(
  pen: CanvasRenderingContext2D,
  room: Box,
  title: string,
  grain: CanvasPattern | null,
): void {
  const style = { sizePx: 64, weight: 900, colour: COLOURS.ink, align: "center" } as const;
  const sign = { left: room.left + 60, top: room.top, width: room.width - 120, height: 128 };
  pen.save();
  pen.translate(sign.left + sign.width / 2, sign.top + sign.height / 2);
  pen.rotate(-0.012);
  pen.translate(-sign.width / 2, -sign.height / 2);
  const box = { left: 0, top: 0, width: sign.width, height: sign.height };
  drawSheet(pen, cutPath(box, [28, 24, 30, 22]), { colour: COLOURS.cream, grain, shadow: 40 });
  drawText(pen, title, { left: 36, top: 20, width: sign.width - 72 }, style);
  pen.restore();
}
