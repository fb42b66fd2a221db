/** Hands out one picture of a clip at a time, for a tracker that takes the newest. */

import type { Picture } from "../../../camera/picture.ts";
import type { PictureFeed } from "../../../camera/picture-feed.ts";

export class ClipFeed implements PictureFeed {
  onPicture: () => void = () => undefined;
  private shown: ImageBitmap;
  private hasNew = true;
  private warmUpsLeft = true;

  /** first: what the tracker warms up on; the feed's to close. */
  constructor(first: ImageBitmap) {
    this.shown = first;
  }

  get hasNewPicture(): boolean {
    return this.hasNew;
  }

  /** From now on each picture is given once; until then the first one warms the tracker up. */
  begin(): void {
    this.warmUpsLeft = false;
    this.hasNew = false;
  }

  offer(picture: ImageBitmap): void {
    this.shown.close();
    this.shown = picture;
    this.hasNew = true;
    this.onPicture();
  }

  async take(): Promise<{ picture: Picture; takenMs: number } | null> {
    if (!this.hasNew) return null;
    this.hasNew = this.warmUpsLeft;
    const takenMs = performance.now();
    return { picture: await createImageBitmap(this.shown), takenMs };
  }

  glance(): Promise<Picture> {
    return createImageBitmap(this.shown);
  }

  close(): void {
    this.shown.close();
  }
}
