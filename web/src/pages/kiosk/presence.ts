/** Whether somebody stands before the kiosk, steadily enough to be greeted; keeps nothing else. */

/** Somebody who stays this long is greeted. */
export const GREET_AFTER_MS = 2000;
/** Heads turn and trackers miss a picture; shorter gaps do not count. */
const GAP_MS = 1200;

export class Presence {
  private sinceMs: number | null = null;
  private lastMs = Number.NEGATIVE_INFINITY;

  /** Takes a look. isSomebody: a face large enough to be of somebody who stands here. */
  see(nowMs: number, isSomebody: boolean): void {
    if (isSomebody) {
      if (nowMs - this.lastMs > GAP_MS) this.sinceMs = nowMs;
      this.lastMs = nowMs;
    } else if (nowMs - this.lastMs > GAP_MS) this.sinceMs = null;
  }

  /** Forgets who was there, so that only who comes or stays from now on is greeted. */
  reset(): void {
    this.sinceMs = null;
    this.lastMs = Number.NEGATIVE_INFINITY;
  }

  /** For how long somebody has been there, 0 for nobody. */
  stayedMs(nowMs: number): number {
    return this.sinceMs === null ? 0 : nowMs - this.sinceMs;
  }
}
