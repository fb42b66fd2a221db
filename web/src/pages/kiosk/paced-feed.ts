/** A camera feed that hands on only so many pictures a second: watching for visitors must cost little. */
import type { Picture } from "../../camera/picture.ts";
import type { PictureFeed } from "../../camera/picture-feed.ts";

export class PacedFeed implements PictureFeed {
  onPicture: () => void = () => undefined;
  private perS: number;
  private takenMs = 0;
  private timer = 0;

  constructor(
    private readonly feed: PictureFeed,
    perS: number,
  ) {
    this.perS = perS;
    feed.onPicture = () => this.offer();
  }

  setPace(perS: number): void {
    this.perS = perS;
    this.offer();
  }

  get hasNewPicture(): boolean {
    return this.feed.hasNewPicture && this.waitMs() <= 0;
  }

  async take(): Promise<{ picture: Picture; takenMs: number } | null> {
    if (!this.hasNewPicture) return null;
    this.takenMs = performance.now();
    return this.feed.take();
  }

  glance(): Promise<Picture | null> {
    return this.feed.glance();
  }

  close(): void {
    window.clearTimeout(this.timer);
    this.feed.close();
  }

  private waitMs(): number {
    return this.takenMs + 1000 / this.perS - performance.now();
  }

  private offer(): void {
    window.clearTimeout(this.timer);
    const waitMs = this.waitMs();
    if (waitMs <= 0) this.onPicture();
    else this.timer = window.setTimeout(() => this.onPicture(), waitMs);
  }
}
