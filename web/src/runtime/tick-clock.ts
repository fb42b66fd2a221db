/**
 * Turns wall time into ticks at a fixed rate.
 *
 * Never gives more ticks than time has passed, so that no honest play looks faster than the
 * clock; after a stall the missed time is dropped rather than rushed through.
 */

/** So many ticks at most are caught up in one drawn picture. */
const CATCH_UP_TICKS_MAX = 4;

export class TickClock {
  private readonly tickMs: number;
  private lastMs: number | null = null;
  private heldMs = 0;

  constructor(tickHz: number) {
    this.tickMs = 1000 / tickHz;
  }

  /** Returns how many ticks are due at this moment. */
  due(nowMs: number): number {
    const passedMs = this.lastMs === null ? 0 : Math.max(0, nowMs - this.lastMs);
    this.lastMs = nowMs;
    this.heldMs += passedMs;
    const count = Math.floor(this.heldMs / this.tickMs);
    if (count > CATCH_UP_TICKS_MAX) {
      this.heldMs = 0;
      return CATCH_UP_TICKS_MAX;
    }
    this.heldMs -= count * this.tickMs;
    return count;
  }

  /** How far the moment is between the last tick and the next, in 0..1. */
  get fraction(): number {
    return Math.min(1, this.heldMs / this.tickMs);
  }

  /** Forgets the time since the last call: a pause does not count. */
  rest(): void {
    this.lastMs = null;
  }
}
