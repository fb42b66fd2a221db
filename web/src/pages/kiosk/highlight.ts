/**
 * Which of several options is lit, and when one is taken, without touching anything.
 *
 * A light goes round by itself; a nod takes what was lit when the nod began. A raised hand has the
 * light at once, and takes what it rests on. Touch and keys need none of this.
 */

/** So long the light rests on an option: time to read it, and to nod. */
const LIT_MS = 3000;
/** A hand that rests so long on an option takes it. */
const DWELL_MS = 1300;
/** After the options appear, nothing is taken for so long: people read first. */
const GRACE_MS = 900;
/** Without a hand for this long, the light goes round again. */
const HAND_GONE_MS = 1200;

export interface Light {
  lit: number;
  /** How far a resting hand has come, 0..1. */
  fill: number;
}

export class Highlight {
  private lit = 0;
  private before = 0;
  private litSinceMs: number;
  private handSeenMs: number;
  private overSinceMs: number | null = null;
  /** A hand that was up before the options came takes nothing until it has moved off its option. */
  private isHandArmed = false;
  private firstOver: number | null = null;

  constructor(
    private readonly count: number,
    private readonly shownMs: number,
  ) {
    this.litSinceMs = shownMs;
    this.handSeenMs = shownMs; // Until a look has had time to say that there is none.
  }

  /** Lets the light go on; call often. */
  step(nowMs: number): Light {
    const hasHand = nowMs - this.handSeenMs < HAND_GONE_MS;
    if (!hasHand) {
      this.overSinceMs = null;
      this.isHandArmed = true;
      if (nowMs - this.litSinceMs >= LIT_MS) this.light((this.lit + 1) % this.count, nowMs);
    }
    const restedMs = this.overSinceMs === null ? 0 : nowMs - this.overSinceMs;
    return { lit: this.lit, fill: Math.min(1, restedMs / DWELL_MS) };
  }

  /** Takes a nod; returns the option that it means, null where it is none. */
  nod(beganMs: number): number | null {
    if (beganMs < this.shownMs + GRACE_MS) return null;
    return beganMs < this.litSinceMs ? this.before : this.lit;
  }

  /**
   * Takes where a raised hand is; returns the option that it has rested on long enough.
   *
   * over: the option under it, null for none.
   */
  hand(nowMs: number, over: number | null): number | null {
    this.handSeenMs = nowMs;
    if (over === null) {
      this.overSinceMs = null;
      this.isHandArmed = true;
      return null;
    }
    this.firstOver ??= over;
    if (over !== this.firstOver) this.isHandArmed = true;
    if (over !== this.lit) this.light(over, nowMs);
    if (!this.isHandArmed) return null;
    if (this.overSinceMs === null || this.litSinceMs > this.overSinceMs) this.overSinceMs = nowMs;
    const isRested = nowMs - this.overSinceMs >= DWELL_MS;
    return isRested && nowMs - this.shownMs >= GRACE_MS + DWELL_MS ? over : null;
  }

  private light(option: number, nowMs: number): void {
    this.before = this.lit;
    this.lit = option;
    this.litSinceMs = nowMs;
  }
}
