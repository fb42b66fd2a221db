/**
 * Says when a tracker is to be handed the next picture.
 *
 * Shortly before the one it has is likely to be done, since fetching the next one and the way there
 * and back would leave it idle for a tenth of the time.
 */

/** So long before the end of a picture the next one is fetched; it grows older by as much. */
const AHEAD_MS = 20;

export class FetchAhead {
  /** Pictures that the tracker has. */
  private underWay = 0;
  /** When the last of them will soon be done. */
  private dueFromMs = 0;
  private timer = 0;

  constructor(private readonly onDue: () => void) {}

  /** Whether it is to have a picture now. takesAhead: a second one, too. */
  wants(takesAhead: boolean): boolean {
    if (this.underWay === 0) return true;
    return takesAhead && this.underWay === 1 && performance.now() >= this.dueFromMs;
  }

  /** Notes that it has one more. durationMs: how long a picture takes. */
  begin(durationMs: number): void {
    this.underWay += 1;
    // What waits for the one before takes its time after it.
    const startMs = performance.now() + (this.underWay > 1 ? AHEAD_MS : 0);
    this.dueFromMs = startMs + Math.max(0, durationMs - AHEAD_MS);
    this.rest();
    this.timer = window.setTimeout(this.onDue, this.dueFromMs - performance.now());
  }

  /** Notes that one of them is done. */
  end(): void {
    this.underWay -= 1;
  }

  /** Calls nobody until the next one. */
  rest(): void {
    window.clearTimeout(this.timer);
  }
}
