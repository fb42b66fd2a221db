/**
 * Keeps the camera of a play: lets it go while nobody looks at the page, and gets it back.
 */
import { openCamera } from "../camera/camera.ts";
import { CameraFeed } from "../camera/camera-feed.ts";
import type { PictureKeeper } from "./picture-keeper.ts";

/** A page hidden for this long gives the camera up; its light goes out. */
const RELEASE_AFTER_HIDDEN_MS = 30_000;

export class CameraKeeper implements PictureKeeper {
  readonly feed = new CameraFeed();
  /** Called when the camera is gone (true) or back (false). */
  onLost: (isLost: boolean) => void = () => undefined;

  private readonly end = new AbortController();
  private hiddenTimer = 0;
  private reopening: Promise<void> | null = null;

  async open(stream: MediaStream): Promise<void> {
    await this.feed.open(stream);
    this.feed.onLost = () => this.onLost(true);
    navigator.mediaDevices.addEventListener("devicechange", () => void this.reopen(), {
      signal: this.end.signal,
    });
  }

  setHidden(isHidden: boolean): void {
    window.clearTimeout(this.hiddenTimer);
    if (isHidden) {
      this.hiddenTimer = window.setTimeout(() => this.feed.close(), RELEASE_AFTER_HIDDEN_MS);
    } else void this.reopen();
  }

  /** Opens the camera again where it is closed; tells `onLost` how that went. */
  reopen(): Promise<void> {
    if (this.feed.isOpen || this.end.signal.aborted || document.hidden) return Promise.resolve();
    this.reopening ??= this.openAgain().finally(() => {
      this.reopening = null;
    });
    return this.reopening;
  }

  close(): void {
    this.end.abort();
    window.clearTimeout(this.hiddenTimer);
    this.feed.close();
  }

  private async openAgain(): Promise<void> {
    try {
      await this.feed.open(await openCamera(this.end.signal));
      this.onLost(false);
    } catch {
      if (!this.end.signal.aborted) this.onLost(true);
    }
  }
}
