/**
 * The One Euro filter (Casiez, Roussel, Vogel: "1€ Filter", CHI 2012): calm when the head is
 * still, quick when it moves. Its constants come from the engine's `describe()`.
 */

const DERIVATIVE_CUTOFF_HZ = 1; // As in the paper.

function smoothing(cutoffHz: number, passedS: number): number {
  const tau = 1 / (2 * Math.PI * cutoffHz);
  return 1 / (1 + tau / passedS);
}

export class OneEuro {
  private value: number | null = null;
  private speed = 0;

  constructor(
    private readonly minCutoffHz: number,
    private readonly beta: number,
  ) {}

  next(target: number, passedS: number): number {
    if (this.value === null || passedS <= 0) {
      this.value ??= target;
      return this.value;
    }
    const speed = (target - this.value) / passedS;
    this.speed += smoothing(DERIVATIVE_CUTOFF_HZ, passedS) * (speed - this.speed);
    const cutoffHz = this.minCutoffHz + this.beta * Math.abs(this.speed);
    this.value += smoothing(cutoffHz, passedS) * (target - this.value);
    return this.value;
  }

  reset(): void {
    this.value = null;
    this.speed = 0;
  }
}
