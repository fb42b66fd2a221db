/** Keeps the source of a play's pictures: a camera, or a photograph in its place. */
import { PhotoFeed } from "../camera/photo.ts";
import type { PictureFeed } from "../camera/picture-feed.ts";

export interface PictureKeeper {
  readonly feed: PictureFeed;
  /** Called when the pictures are gone (true) or back (false). */
  onLost: (isLost: boolean) => void;
  /** Tells whether anybody looks at the page. */
  setHidden(isHidden: boolean): void;
  /** Gets lost pictures back; tells `onLost` how that went. */
  reopen(): Promise<void>;
  close(): void;
}

/** A photograph is never lost. */
export class PhotoKeeper implements PictureKeeper {
  readonly feed: PhotoFeed;
  onLost: (isLost: boolean) => void = () => undefined;

  constructor(photo: ImageBitmap) {
    this.feed = new PhotoFeed(photo);
  }

  setHidden(): void {}

  async reopen(): Promise<void> {}

  close(): void {
    this.feed.close();
  }
}
