/**
 * Decides how fine and how often the stage draws.
 *
 * A fast GPU gets every picture the screen can show. A slow or software one shares its processor
 * with the tracker: there the stage draws coarser and less often, since a game that follows the
 * head late is worse than one drawn less finely. Shadows and pixels go first, a step at a time, then
 * pictures, in the end the room that silver mirrors. Measurements: draw-rate.md beside this file.
 */
import { RateMeter } from "../runtime/rolling.ts";

const PIXEL_RATIO_MAX = 2;
/** Pixels of one picture that a software renderer can draw beside the tracker. */
const SOFTWARE_PIXELS = 260_000;
const SOFTWARE_DRAWS_PER_S = 27;
/** ... and where it ages a face besides: with each picture that was tracked, and so often without. */
const SOFTWARE_AGED_DRAWS_PER_S = { most: 13, least: 8 } as const;
/** A refresh may come so much too early. */
const EARLY_MS = 12;
/** Of those, what must be reached for it not to go coarser. */
const SOFTWARE_SHARE_WANTED = 24 / 27;
/** A fast GPU that falls below this draws coarser first. */
const DRAWS_PER_S_SMOOTH = 45;
const ADAPT_EVERY_MS = 2500;
const COARSER = 0.84;
/** A software renderer starts coarse already; much below that, letters can no longer be read. */
const SCALE_MIN = { software: 0.75, hardware: 0.45 };
/**
 * Silver that mirrors nothing is dull: only so many slow looks in a row are worth it, and only where
 * the stage draws ornaments themselves; their pictures are drawn too seldom for it to matter.
 */
const SLOW_LOOKS_MIN = 4;
/** After so many good looks in a row the stage tries to draw finer again ... */
const GOOD_LOOKS_MIN = 4;
/** ... and waits longer each time, so that it does not go to and fro. */
const PATIENCE_FACTOR = 3;

/** Milliseconds from one picture to the next at least: where something was tracked, and without. */
interface Pace {
  newsMs: number;
  idleMs: number;
}

export class DrawGovernor {
  readonly rate = new RateMeter();
  private scale = 1;
  private lastDueMs = 0;
  private lastAdaptMs = 0;
  private pace: Pace;
  private readonly slowPace: Pace;
  private goodLooks = 0;
  private slowLooks = 0;
  private mirrorsRoom = true;
  private goodLooksNeeded = GOOD_LOOKS_MIN;

  constructor(
    private readonly isSoftware: boolean,
    agesFace = false,
  ) {
    const { most, least } = SOFTWARE_AGED_DRAWS_PER_S;
    this.slowPace = agesFace
      ? { newsMs: 1000 / most, idleMs: 1000 / least }
      : { newsMs: 1000 / SOFTWARE_DRAWS_PER_S, idleMs: 1000 / SOFTWARE_DRAWS_PER_S };
    this.pace = isSoftware ? this.slowPace : { newsMs: 0, idleMs: 0 };
  }

  /** Device pixels per CSS pixel for a stage of this size (CSS pixels). */
  pixelRatio(widthPx: number, heightPx: number, devicePixelRatio: number): number {
    const finest = Math.min(devicePixelRatio, PIXEL_RATIO_MAX);
    if (!this.isSoftware) return finest * this.scale;
    const budget = Math.sqrt(SOFTWARE_PIXELS / Math.max(1, widthPx * heightPx));
    return Math.min(finest, budget) * this.scale;
  }

  /** Whether a picture is due; call once per display refresh. hasNews: something was tracked. */
  isDue(nowMs: number, hasNews: boolean): boolean {
    const { newsMs, idleMs } = this.pace;
    const waitMs = hasNews ? newsMs : idleMs;
    if (nowMs < this.lastDueMs + waitMs) return false;
    // What came late is not made up for, but a refresh that came a little late keeps the rate.
    const lateMs = newsMs === idleMs ? newsMs : EARLY_MS;
    this.lastDueMs = Math.max(this.lastDueMs + waitMs, nowMs - lateMs);
    this.rate.mark(nowMs);
    return true;
  }

  /** Looks at the rate reached; returns true where the pixel ratio changed. */
  adapt(nowMs: number): boolean {
    if (this.lastAdaptMs === 0) this.lastAdaptMs = nowMs;
    if (nowMs - this.lastAdaptMs < ADAPT_EVERY_MS) return false;
    this.lastAdaptMs = nowMs;
    const wanted = this.isSoftware
      ? (1000 / this.slowPace.idleMs) * SOFTWARE_SHARE_WANTED
      : DRAWS_PER_S_SMOOTH;
    return this.rate.perSecond(nowMs) < wanted ? this.goCoarser() : this.goFiner();
  }

  /** Whether what is worn lays a shadow; the first thing to go on a device that is too slow. */
  get hasShadows(): boolean {
    return this.scale === 1;
  }

  /** Whether what is worn mirrors a room; without it metal looks dull. */
  get hasEnvironment(): boolean {
    return this.mirrorsRoom;
  }

  /** Forgets the rate reached, after a pause in which nothing was drawn. */
  rest(): void {
    this.lastAdaptMs = 0;
    this.rate.clear();
  }

  private goCoarser(): boolean {
    this.goodLooks = 0;
    const scaleMin = this.isSoftware ? SCALE_MIN.software : SCALE_MIN.hardware;
    if (this.scale > scaleMin) {
      this.scale = Math.max(scaleMin, this.scale * COARSER);
      return true;
    }
    this.slowLooks += 1;
    this.pace = this.slowPace; // A GPU this slow is treated like none.
    if (!this.isSoftware && this.slowLooks >= SLOW_LOOKS_MIN) this.mirrorsRoom = false;
    return false;
  }

  private goFiner(): boolean {
    this.slowLooks = 0;
    this.goodLooks += 1;
    const isFinest = this.mirrorsRoom && this.scale >= 1;
    if (isFinest || this.goodLooks < this.goodLooksNeeded) return false;
    this.goodLooks = 0;
    this.goodLooksNeeded *= PATIENCE_FACTOR;
    if (!this.mirrorsRoom) {
      this.mirrorsRoom = true;
      return false;
    }
    this.scale = Math.min(1, this.scale / COARSER);
    return true;
  }
}
