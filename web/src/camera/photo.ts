/**
 * A photograph of the visitor's device in the place of a camera. It is read by this page alone.
 */
import { PlayError } from "../play/problems.ts";
import type { Picture } from "./picture.ts";
import type { PictureFeed } from "./picture-feed.ts";

/** More would only be shown smaller, and take longer to track. */
const PHOTO_PX_MAX = 1280;
/** A still is looked at anew this often: it does not move, but what is drawn on it does. */
const PICTURES_PER_S = 20;

/** Reads a photograph, upright and no larger than needed. Throws PlayError photo_unreadable. */
export async function openPhoto(file: File): Promise<ImageBitmap> {
  try {
    const whole = await createImageBitmap(file);
    const shrink = PHOTO_PX_MAX / Math.max(whole.width, whole.height);
    if (shrink >= 1) return whole;
    const resizeWidth = Math.round(whole.width * shrink);
    const resizeHeight = Math.round(whole.height * shrink);
    const small = await createImageBitmap(whole, {
      resizeWidth,
      resizeHeight,
      resizeQuality: "high",
    });
    whole.close();
    return small;
  } catch (error) {
    const message = `got ${file.type || "a file of no known type"}, expected a picture`;
    throw new PlayError("photo_unreadable", message, { cause: error });
  }
}

/** Offers the same photograph again and again, as a camera offers its pictures. */
export class PhotoFeed implements PictureFeed {
  onPicture: () => void = () => undefined;
  private hasNew = true;
  private readonly timer: number;

  /** photo: closed together with the feed. */
  constructor(private readonly photo: ImageBitmap) {
    this.timer = window.setInterval(() => {
      this.hasNew = true;
      this.onPicture();
    }, 1000 / PICTURES_PER_S);
  }

  get hasNewPicture(): boolean {
    return this.hasNew;
  }

  async take(): Promise<{ picture: Picture; takenMs: number } | null> {
    if (!this.hasNew) return null;
    this.hasNew = false;
    const takenMs = performance.now();
    return { picture: await createImageBitmap(this.photo), takenMs };
  }

  glance(): Promise<Picture> {
    return createImageBitmap(this.photo);
  }

  close(): void {
    window.clearInterval(this.timer);
    this.photo.close();
  }
}
