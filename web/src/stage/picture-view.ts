/** The camera picture as shown: which part of it, and where on the stage. */
import type { Crop } from "./camera-crop.ts";
import { FIELD_STEPS } from "./geometry.ts";
import type { PictureFrame } from "./picture-frame.ts";

export interface PictureView {
  /** CSS pixels from the window's upper left corner. */
  frame: PictureFrame;
  /** What is shown of the mirrored picture. */
  crop: Crop;
}

/** From 0..1 of the mirrored picture to CSS pixels from the window's upper left corner. */
export function pictureToPx({ frame, crop }: PictureView, x: number, y: number): [number, number] {
  return [
    frame.left + ((x - crop.left) / crop.width) * frame.width,
    frame.top + ((y - crop.top) / crop.height) * frame.height,
  ];
}

/** From CSS pixels to 0..1 of the mirrored picture, held inside what is shown of it. */
export function pxToPicture(
  { frame, crop }: PictureView,
  xPx: number,
  yPx: number,
): { x: number; y: number } {
  const clamp = (value: number): number => Math.min(1, Math.max(0, value));
  return {
    x: crop.left + clamp((xPx - frame.left) / Math.max(1, frame.width)) * crop.width,
    y: crop.top + clamp((yPx - frame.top) / Math.max(1, frame.height)) * crop.height,
  };
}

/** CSS pixels of a thousandth of the whole picture's height: the size unit of what lies on it. */
export function pictureUnitPx({ frame, crop }: PictureView): number {
  return frame.height / crop.height / FIELD_STEPS;
}
