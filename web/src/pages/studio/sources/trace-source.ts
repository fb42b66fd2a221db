/** A recorded trace: its rows, then its last one over and over, so that the show goes on. */
import type { FedTick, ReadTrace } from "../python-desk.ts";
import type { Offer, Source } from "./source.ts";

/** A completed play shows its ending for so long at most. */
const ENDING_TICKS_MAX = 300;

export class TraceSource implements Source {
  readonly kind = "trace";
  readonly mode: "camera" | "pointer";

  constructor(private readonly trace: ReadTrace) {
    this.mode = trace.mode;
  }

  next(tick: number): Offer {
    const { rows } = this.trace;
    const row = rows[tick - 1];
    if (row !== undefined) return { is: "tick", fed: this.fed(row), tracked: null };
    const last = rows[rows.length - 1];
    if (last === undefined || tick > rows.length + ENDING_TICKS_MAX) return { is: "over" };
    return { is: "tick", fed: this.fed(this.atRest(last)), tracked: null };
  }

  setRunning(): void {}
  watch(): void {}
  press(): void {}
  act(): void {}
  close(): void {}

  tracking(): null {
    return null;
  }

  private fed(row: number[]): FedTick {
    const isPointer = this.mode === "pointer";
    return {
      frame: isPointer ? null : row,
      pointer: isPointer ? row : null,
      is_pressed: false,
      action: null,
    };
  }

  /** The row without what happens in one tick only. */
  private atRest(row: number[]): number[] {
    const { columns } = this.trace;
    return row.map((value, place) =>
      columns[place] === "is_pressed" || columns[place] === "action" ? 0 : value,
    );
  }
}
