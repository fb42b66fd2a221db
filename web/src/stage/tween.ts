/** Carries a node's numbers from one tick to the next, so that 30 ticks look like 60 pictures. */
import type { NodeState } from "./packed-node.ts";

const TWEENED = ["x", "y", "dx", "dy", "w", "h", "turn_ddeg", "opacity_percent", "value"] as const;
export type Tweened = Record<(typeof TWEENED)[number], number>;

/** A larger jump of a position (field units) in one tick is meant as a jump. */
const JUMP = 320;
const FULL_TURN_DDEG = 3600;

export class Tween {
  private before: Tweened;
  private after: Tweened;

  constructor(state: NodeState) {
    this.after = pick(state);
    this.before = this.after;
  }

  /** Sets out for a new state; without one, stays where the last tick arrived. */
  next(state: NodeState | null): void {
    this.before = this.after;
    if (state === null) return;
    this.after = pick(state);
    const isJump =
      Math.abs(this.after.x - this.before.x) > JUMP ||
      Math.abs(this.after.y - this.before.y) > JUMP;
    if (isJump) this.before = this.after;
    else this.before = { ...this.before, turn_ddeg: this.nearTurn() };
  }

  /** Returns the numbers at a share (0..1) of the way. */
  at(share: number): Tweened {
    if (this.before === this.after) return this.after;
    const now = { ...this.after };
    for (const field of TWEENED) {
      now[field] = this.before[field] + (this.after[field] - this.before[field]) * share;
    }
    return now;
  }

  /** The earlier turn, shifted by whole turns so that the way to the later one is the short one. */
  private nearTurn(): number {
    const gap = this.after.turn_ddeg - this.before.turn_ddeg;
    return this.before.turn_ddeg + Math.round(gap / FULL_TURN_DDEG) * FULL_TURN_DDEG;
  }
}

function pick(state: NodeState): Tweened {
  const { x, y, dx, dy, w, h, turn_ddeg, opacity_percent, value } = state;
  return { x, y, dx, dy, w, h, turn_ddeg, opacity_percent, value };
}
