/** Whether somebody is before the camera, and since when. */
import type { TrackerFrame } from "../tracking/tracker-frame.ts";

/** With no face and no hand for this long the play waits for the visitor. */
const NOBODY_MS = 2000;
/** ... and goes on when somebody has been back for this long. */
const BACK_MS = 400;

export class VisitorPresence {
  private lastSeenMs = 0;
  /** Since when there has been a face or a hand in every picture; null without one. */
  private seenSinceMs: number | null = null;

  /** Counts how long nobody is there from now on. */
  begin(): void {
    this.lastSeenMs = performance.now();
  }

  /** Takes what was found in a picture. */
  see({ faces, hands }: TrackerFrame): void {
    if (faces.length === 0 && hands.length === 0) {
      this.seenSinceMs = null;
      return;
    }
    this.lastSeenMs = performance.now();
    this.seenSinceMs ??= this.lastSeenMs;
  }

  get isSeen(): boolean {
    return this.seenSinceMs !== null;
  }

  /** Whether somebody has been there long enough to go on with. */
  get isBack(): boolean {
    return this.seenSinceMs !== null && this.lastSeenMs - this.seenSinceMs >= BACK_MS;
  }

  /** Whether nobody has been there for so long that the play waits. */
  isGone(nowMs: number): boolean {
    return nowMs - this.lastSeenMs > NOBODY_MS;
  }
}
