/** Medians and rates over the last few measurements. */

export class Rolling {
  private readonly values: number[] = [];

  constructor(private readonly countMax = 60) {}

  add(value: number): void {
    this.values.push(value);
    if (this.values.length > this.countMax) this.values.shift();
  }

  get count(): number {
    return this.values.length;
  }

  clear(): void {
    this.values.length = 0;
  }

  /** The value that a share of the measurements stays under; 0 without any. share: 0..1. */
  quantile(share: number): number {
    const sorted = [...this.values].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  }

  get p50(): number {
    return this.quantile(0.5);
  }
}

/** Counts how often something happened a second, over the last `windowMs`. */
export class RateMeter {
  private readonly times: number[] = [];

  constructor(private readonly windowMs = 2000) {}

  mark(nowMs: number): void {
    this.times.push(nowMs);
    this.forget(nowMs);
  }

  clear(): void {
    this.times.length = 0;
  }

  perSecond(nowMs: number): number {
    this.forget(nowMs);
    return (this.times.length * 1000) / this.windowMs;
  }

  private forget(nowMs: number): void {
    while (this.times.length > 0 && (this.times[0] ?? 0) < nowMs - this.windowMs) {
      this.times.shift();
    }
  }
}
