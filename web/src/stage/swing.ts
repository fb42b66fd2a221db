/** The little swing of what hangs: a damped pendulum whose hook is moved with the head. */

/** Of a pendulum as long as an ear ornament; slower than nature's, which would look nervous. */
const SWINGS_PER_S = 1.9;
const DAMPING = 0.16;
/** How much of a move of the hook the weight stays behind, in radians per ear height. */
const INERTIA = 0.75;
/** Further out it would swing through the jaw. */
const TURN_MAX = 0.34;
const STEP_S_MAX = 1 / 60;

export class Swing {
  /** Radians; positive swings the weight to the right as seen. */
  turn = 0;
  private speed = 0;
  private hook: number | null = null;

  /** hook: where it hangs, in lengths of the ornament; null forgets the past. */
  advance(hook: number | null, passedS: number): void {
    if (hook === null) {
      this.hook = null;
      this.turn = 0;
      this.speed = 0;
      return;
    }
    this.turn -= INERTIA * (hook - (this.hook ?? hook));
    this.turn = Math.min(TURN_MAX, Math.max(-TURN_MAX, this.turn));
    this.hook = hook;
    const rate = 2 * Math.PI * SWINGS_PER_S;
    for (let left = passedS; left > 0; left -= STEP_S_MAX) {
      const step = Math.min(left, STEP_S_MAX);
      this.speed -= (rate * rate * this.turn + 2 * DAMPING * rate * this.speed) * step;
      this.turn += this.speed * step;
    }
  }
}
