/**
 * Decides how fine and how often the stage draws.
 *
 * A fast GPU gets every picture the screen can show. A slow or software one shares its processor
 * with the tracker: there the stage draws coarser and at most thirty times a second, since a game
 * that follows the head late is worse than one drawn less finely. Numbers: draw_rate.md.
 */
import { RateMeter } from "../runtime/rolling.ts";

const PIXEL_RATIO_MAX = 2;
/** Pixels of one picture that a software renderer can draw beside the tracker. */
const SOFTWARE_PIXELS = 300_000;
const SOFTWARE_DRAW_EVERY_MS = 1000 / 30;
const DRAWS_PER_S_WANTED = 24;
/** A fast GPU that falls below this draws coarser first. */
const DRAWS_PER_S_SMOOTH = 45;
const ADAPT_EVERY_MS = 2500;
const COARSER = 0.84;
/** A software renderer starts coarse already; below this, letters can no longer be read. */
const SCALE_MIN = { software: 0.7, hardware: 0.45 };
/** After so many good looks in a row the stage tries to draw finer again ... */
const GOOD_LOOKS_MIN = 4;
/** ... and waits longer each time that turned out to be too much. */
const PATIENCE_FACTOR = 3;

export class DrawGovernor {
  readonly rate = new RateMeter();
  private scale = 1;
  private lastDrawMs = 0;
  private lastAdaptMs = 0;
  private goodLooks = 0;
  private everyMs: number;
  private goodLooks = 0;
  private goodLooksNeeded = GOOD_LOOKS_MIN;

  constructor(private readonly isSoftware: boolean) {
    this.everyMs = isSoftware ? SOFTWARE_DRAW_EVERY_MS : 0;
  }

  /** Device pixels per CSS pixel for a stage of this size (CSS pixels). */
  pixelRatio(widthPx: number, heightPx: number, devicePixelRatio: number): number {
    const finest = Math.min(devicePixelRatio, PIXEL_RATIO_MAX);
    if (!this.isSoftware) return finest * this.scale;
    const budget = Math.sqrt(SOFTWARE_PIXELS / Math.max(1, widthPx * heightPx));
    return Math.min(finest, budget) * this.scale;
  }

  /** Whether a picture is due; call once per display refresh. */
  isDue(nowMs: number): boolean {
    // Half a refresh early is on time: waiting for the next would halve the rate.
    if (nowMs - this.lastDrawMs < this.everyMs - 6) return false;
    this.lastDrawMs = nowMs;
    this.rate.mark(nowMs);
    return true;
  }

  /** Looks at the rate reached; returns true where the pixel ratio changed. */
  adapt(nowMs: number): boolean {
    if (this.lastAdaptMs === 0) this.lastAdaptMs = nowMs;
    if (nowMs - this.lastAdaptMs < ADAPT_EVERY_MS) return false;
    this.lastAdaptMs = nowMs;
    const wanted = this.isSoftware ? DRAWS_PER_S_WANTED : DRAWS_PER_S_SMOOTH;
    return this.rate.perSecond(nowMs) < wanted ? this.goCoarser() : this.goFiner();
  }

  /** Forgets the rate reached, after a pause in which nothing was drawn. */
  rest(): void {
    this.lastAdaptMs = 0;
    this.rate.clear();
  }

  private goCoarser(): boolean {
    this.goodLooks = 0;
    const scaleMin = this.isSoftware ? SCALE_MIN.software : SCALE_MIN.hardware;
    if (this.scale <= scaleMin) {
      this.everyMs = SOFTWARE_DRAW_EVERY_MS;
      return false;
    }
    this.scale = Math.max(scaleMin, this.scale * COARSER);
    return true;
  }

  private goFiner(): boolean {
    this.goodLooks += 1;
    if (this.scale >= 1 || this.goodLooks < this.goodLooksNeeded) return false;
    this.goodLooks = 0;
    this.goodLooksNeeded *= PATIENCE_FACTOR;
    this.scale = Math.min(1, this.scale / COARSER);
    return true;
  }
}
