/**
 * The One Euro filter (Casiez, Roussel, Vogel: "1€ Filter", CHI 2012): calm when the head is
 * still, quick when it moves. Its constants come from the engine's `describe()`.
 */

const DERIVATIVE_CUTOFF_HZ = 1; // As in the paper.

/** Returns the share of the way (0..1) that a low-pass filter goes in so many seconds. */
export function smoothing(cutoffHz: number, passedS: number): number {
  const tau = 1 / (2 * Math.PI * cutoffHz);
  return 1 / (1 + tau / passedS);
}

export class OneEuro {
  private value: number | null = null;
  private speed = 0;

  constructor(
    private readonly minCutoffHz: number,
    private readonly beta: number,
    private readonly derivativeCutoffHz = DERIVATIVE_CUTOFF_HZ,
  ) {}

  next(target: number, passedS: number): number {
    if (this.value === null || passedS <= 0) {
      this.value ??= target;
      return this.value;
    }
    const speed = (target - this.value) / passedS;
    this.speed += smoothing(this.derivativeCutoffHz, passedS) * (speed - this.speed);
    const cutoffHz = this.minCutoffHz + this.beta * Math.abs(this.speed);
    this.value += smoothing(cutoffHz, passedS) * (target - this.value);
    return this.value;
  }

  reset(): void {
    this.value = null;
    this.speed = 0;
  }
}
