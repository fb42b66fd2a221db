/** A camera picture, whatever the browser makes of it; whoever holds it must close it. */
export type Picture = ImageBitmap | VideoFrame;

/** Returns the size that the picture is meant to be seen in, in pixels. */
export function pictureSize(picture: Picture): { width: number; height: number } {
  return "displayWidth" in picture
    ? { width: picture.displayWidth, height: picture.displayHeight }
    : { width: picture.width, height: picture.height };
}
