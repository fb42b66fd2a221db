/** Calms where a face's frame lies, without letting it lag behind a head that moves. */
import { OneEuro } from "../one-euro.ts";
import type { FaceFrame } from "./face-frame.ts";

/** Speeds are in face widths a second: a slow nod of 0.3 is followed at 12 Hz. */
const FRAME = { minCutoffHz: 3, beta: 30 } as const;

export class FaceFrameFilter {
  private filters = newFilters();

  next({ origin, along, unitPx }: FaceFrame, passedS: number): FaceFrame {
    const values = [origin.x / unitPx, origin.y / unitPx, along.x, along.y, Math.log(unitPx)];
    const [x = 0, y = 0, alongX = 1, alongY = 0, logUnit = 0] = values.map(
      (value, index) => this.filters[index]?.next(value, passedS) ?? value,
    );
    const length = Math.hypot(alongX, alongY);
    return {
      origin: { x: x * unitPx, y: y * unitPx },
      along: { x: alongX / length, y: alongY / length },
      unitPx: Math.exp(logUnit),
    };
  }

  reset(): void {
    this.filters = newFilters();
  }
}

function newFilters(): OneEuro[] {
  return Array.from({ length: 5 }, () => new OneEuro(FRAME.minCutoffHz, FRAME.beta));
}
