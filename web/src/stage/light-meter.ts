/**
 * How bright and of what tone the light on the visitor is, told from the camera picture a few times a
 * second, very small: from all of it and, against the light of a window, from hands and face.
 */
import { Color } from "three";
import { type Picture, pictureSize } from "../camera/picture.ts";

const WIDTH = 16;
const HEIGHT = 12;
/** A part of the picture on skin is looked at as so many texels a side. */
const SKIN_TEXELS = 6;
/** Brows, beards and glasses are darker than skin: what is brighter than this share counts. */
const SKIN_RANK = 0.75;
/** How much more the light on skin says than that of the room, which skins of all tones share. */
const SKIN_WEIGHT = 0.6;
const EVERY_S = 0.35;
/** Time in which two thirds of a change are followed. */
const FOLLOW_S = 0.8;
/** Mean luminance (linear) of a picture that is lit well; darker ones dim the silver, less so. */
const WELL_LIT = 0.2;
const BRIGHTNESS = { min: 0.22, max: 1.35, power: 0.7 };
/** How much of the picture's own colour the light takes on. */
const TINT_SHARE = 0.5;

/** A square of skin, in 0..1 of the unmirrored picture's width and height. */
export interface SkinPatch {
  x: number;
  y: number;
  width: number;
  height: number;
}

export class LightMeter {
  /** 1 is a well lit room. */
  brightness = 1;
  /** Its largest part is 1. */
  readonly tint = new Color(1, 1, 1);
  private readonly pen: CanvasRenderingContext2D | null;
  private readonly seen = { brightness: 1, tint: new Color(1, 1, 1) };
  private restS = 0;

  constructor() {
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    this.pen = canvas.getContext("2d", { willReadFrequently: true, alpha: false });
  }

  /** Moves on by so many seconds; picture: what is shown now, or null. skin: where it is seen. */
  advance(picture: Picture | null, skin: readonly SkinPatch[], passedS: number): void {
    this.restS -= passedS;
    if (picture !== null && this.restS <= 0) {
      this.restS = EVERY_S;
      this.look(picture, skin);
    }
    const follow = 1 - Math.exp(-passedS / FOLLOW_S);
    this.brightness += (this.seen.brightness - this.brightness) * follow;
    this.tint.lerp(this.seen.tint, follow);
  }

  private look(picture: Picture, skin: readonly SkinPatch[]): void {
    const { pen } = this;
    if (pen === null) return;
    pen.drawImage(picture, 0, 0, WIDTH, HEIGHT);
    const texels = linearTexels(pen, WIDTH, HEIGHT);
    const mean = new Color(0, 0, 0);
    for (const texel of texels) mean.add(texel);
    mean.multiplyScalar(1 / texels.length);
    const onSkin = skin.map((patch) => this.lightOn(pen, picture, patch));
    const luminance =
      onSkin.length === 0
        ? luminanceOf(mean)
        : luminanceOf(mean) ** (1 - SKIN_WEIGHT) * Math.max(...onSkin) ** SKIN_WEIGHT;
    const brightness = (luminance / WELL_LIT) ** BRIGHTNESS.power;
    this.seen.brightness = Math.min(BRIGHTNESS.max, Math.max(BRIGHTNESS.min, brightness));
    const largest = Math.max(mean.r, mean.g, mean.b, 1e-4);
    this.seen.tint.setRGB(1, 1, 1).lerp(mean.multiplyScalar(1 / largest), TINT_SHARE);
  }

  private lightOn(pen: CanvasRenderingContext2D, picture: Picture, patch: SkinPatch): number {
    const { width, height } = pictureSize(picture);
    const from = [patch.x * width, patch.y * height, patch.width * width, patch.height * height];
    const [left = 0, top = 0, across = 0, down = 0] = from;
    pen.drawImage(picture, left, top, across, down, 0, 0, SKIN_TEXELS, SKIN_TEXELS);
    const ranked = linearTexels(pen, SKIN_TEXELS, SKIN_TEXELS).map(luminanceOf);
    ranked.sort((a, b) => a - b);
    return ranked[Math.floor(SKIN_RANK * ranked.length)] ?? 0;
  }
}

function linearTexels(pen: CanvasRenderingContext2D, width: number, height: number): Color[] {
  const { data } = pen.getImageData(0, 0, width, height);
  return Array.from({ length: width * height }, (_, number) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(number * 4, number * 4 + 3);
    return new Color(red / 255, green / 255, blue / 255).convertSRGBToLinear();
  });
}

function luminanceOf({ r, g, b }: Color): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
