/**
 * How brightly a face's skin is seen, 0 black to 1 white: told a few times a second from a small
 * patch between brows and chin. The engine's face_light_permille.
 */
import type { NormalizedLandmark } from "@mediapipe/tasks-vision";
import { type Picture, pictureSize } from "../camera/picture.ts";

/** MediaPipe's numbers of forehead and chin, whose distance is the face's height. */
const FOREHEAD = 10;
const CHIN = 152;
/** Half the patch, in face heights: well within the cheeks. As in effects/tracker/face_light.py. */
const PATCH_SHARE = 0.24;
const TEXELS = 6;
/** Brows, beards and glasses are darker than skin: what is brighter than this share counts. */
const SKIN_RANK = 0.75;
const EVERY_MS = 350;
/** Said where nobody looked: nobody is asked for more light then. */
export const UNKNOWN_LIGHT = 0.5;

export class FaceLight {
  /** As of the last look. */
  value = UNKNOWN_LIGHT;
  private nextMs = 0;

  private constructor(private readonly pen: OffscreenCanvasRenderingContext2D) {}

  /** Returns null where a worker cannot draw. */
  static open(): FaceLight | null {
    if (typeof OffscreenCanvas === "undefined") return null;
    const canvas = new OffscreenCanvas(TEXELS, TEXELS);
    const pen = canvas.getContext("2d", { willReadFrequently: true, alpha: false });
    return pen && new FaceLight(pen);
  }

  /** Looks at the face's middle, where it is time. */
  look(picture: Picture, landmarks: readonly NormalizedLandmark[] | undefined, tMs: number): void {
    const forehead = landmarks?.[FOREHEAD];
    const chin = landmarks?.[CHIN];
    if (forehead === undefined || chin === undefined || tMs < this.nextMs) return;
    this.nextMs = tMs + EVERY_MS;
    const { width, height } = pictureSize(picture);
    const half =
      PATCH_SHARE * Math.hypot((forehead.x - chin.x) * width, (forehead.y - chin.y) * height);
    const left = ((forehead.x + chin.x) / 2) * width - half;
    const top = ((forehead.y + chin.y) / 2) * height - half;
    this.pen.fillRect(0, 0, TEXELS, TEXELS); // What lies beyond the picture's edge is black.
    this.pen.drawImage(picture, left, top, 2 * half, 2 * half, 0, 0, TEXELS, TEXELS);
    const { data } = this.pen.getImageData(0, 0, TEXELS, TEXELS);
    const lumas = Array.from({ length: TEXELS * TEXELS }, (_, texel) => {
      const [red = 0, green = 0, blue = 0] = data.subarray(texel * 4, texel * 4 + 3);
      return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    });
    lumas.sort((a, b) => a - b);
    this.value = lumas[Math.floor(SKIN_RANK * lumas.length)] ?? 0;
  }
}
