/**
 * Which part of the camera picture is shown: one that fills the frame and gently follows the face.
 */
import type { Spot } from "./face-anchors.ts";

/** A rectangle in 0..1 of the mirrored picture. */
export interface Crop {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A face that fills less of the shown height than this is brought nearer ... */
const FACE_SHARE_WANTED = 0.42;
/** ... but never by more than this, where a webcam's picture turns to mush. */
const ZOOM_MAX = 2.2;
const ZOOM_MIN = 1.06; // A little room to follow sideways even when the face is near.
/** The face's middle belongs a little above the frame's. */
const FACE_MIDDLE_SHARE = 0.47;
/** Time in which two thirds of a way are gone: slow enough not to be noticed. */
const FOLLOW_S = 0.7;
const ZOOM_S = 1.6;

/** The middle of a picture, as large as fills a frame: where nothing is to be followed. */
export function middleCrop(frameAspect: number, pictureAspect: number): Crop {
  const width = Math.min(1, frameAspect / pictureAspect);
  const height = Math.min(1, pictureAspect / frameAspect);
  return { left: (1 - width) / 2, top: (1 - height) / 2, width, height };
}

export class CameraCrop {
  private x = 0.5;
  private y = 0.5;
  private zoom = ZOOM_MIN;

  /**
   * Moves on by so many seconds and returns what to show.
   *
   * head: in 0..1 of the mirrored picture, or null: the last place is kept. aspects are
   * width / height of the frame and of the picture.
   */
  next(
    head: (Spot & { height: number }) | null,
    passedS: number,
    frameAspect: number,
    pictureAspect: number,
  ): Crop {
    const coverHeight = Math.min(1, pictureAspect / frameAspect);
    if (head !== null) {
      const share = head.height / coverHeight;
      const zoom = Math.min(
        ZOOM_MAX,
        Math.max(ZOOM_MIN, FACE_SHARE_WANTED / Math.max(share, 0.01)),
      );
      this.zoom += (zoom - this.zoom) * (1 - Math.exp(-passedS / ZOOM_S));
      const follow = 1 - Math.exp(-passedS / FOLLOW_S);
      const height = coverHeight / this.zoom;
      this.x += (head.x - this.x) * follow;
      this.y += (head.y + (0.5 - FACE_MIDDLE_SHARE) * height - this.y) * follow;
    }
    const height = coverHeight / this.zoom;
    const width = (height * frameAspect) / pictureAspect;
    const left = Math.min(1 - width, Math.max(0, this.x - width / 2));
    const top = Math.min(1 - height, Math.max(0, this.y - height / 2));
    return { left, top, width, height };
  }
}
