/** How bright and of what tone the camera picture is, looked at a few times a second, very small. */
import { Color } from "three";
import type { Picture } from "../camera/picture.ts";

const WIDTH = 16;
const HEIGHT = 12;
const EVERY_S = 0.35;
/** Time in which two thirds of a change are followed. */
const FOLLOW_S = 0.8;
/** Mean luminance (linear) of a picture that is lit well; darker ones dim the silver, less so. */
const WELL_LIT = 0.2;
const BRIGHTNESS = { min: 0.45, max: 1.35, power: 0.55 };
/** How much of the picture's own colour the light takes on. */
const TINT_SHARE = 0.4;

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

  /** Moves on by so many seconds; picture: what is shown now, or null. */
  advance(picture: Picture | null, passedS: number): void {
    this.restS -= passedS;
    if (picture !== null && this.restS <= 0) {
      this.restS = EVERY_S;
      this.look(picture);
    }
    const follow = 1 - Math.exp(-passedS / FOLLOW_S);
    this.brightness += (this.seen.brightness - this.brightness) * follow;
    this.tint.lerp(this.seen.tint, follow);
  }

  private look(picture: Picture): void {
    if (this.pen === null) return;
    this.pen.drawImage(picture, 0, 0, WIDTH, HEIGHT);
    const { data } = this.pen.getImageData(0, 0, WIDTH, HEIGHT);
    const mean = new Color(0, 0, 0);
    const texel = new Color();
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = data.slice(at, at + 3);
      mean.add(texel.setRGB(red / 255, green / 255, blue / 255).convertSRGBToLinear());
    }
    mean.multiplyScalar(4 / data.length);
    const luminance = 0.2126 * mean.r + 0.7152 * mean.g + 0.0722 * mean.b;
    const brightness = (luminance / WELL_LIT) ** BRIGHTNESS.power;
    this.seen.brightness = Math.min(BRIGHTNESS.max, Math.max(BRIGHTNESS.min, brightness));
    const largest = Math.max(mean.r, mean.g, mean.b, 1e-4);
    this.seen.tint.setRGB(1, 1, 1).lerp(mean.multiplyScalar(1 / largest), TINT_SHARE);
  }
}
