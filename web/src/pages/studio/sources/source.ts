/** Where the ticks of a take come from while it is being made. */
import type { Tracked } from "../../../tracking/messages.ts";
import type { FedTick } from "../python-desk.ts";

export type SourceKind = "trace" | "pointer" | "camera" | "clip";

/** What a source has for the next tick. */
export type Offer =
  | { is: "tick"; fed: FedTick; tracked: Tracked | null }
  /** It is not there yet: a picture is still being tracked. */
  | { is: "waiting" }
  | { is: "over" };

export interface Source {
  readonly kind: SourceKind;
  readonly mode: "camera" | "pointer";
  /** Returns what the next tick is fed. tick: its number; isFollowed: whether it is shown live. */
  next(tick: number): Offer;
  /** Begins or rests: nobody wants ticks for now. */
  setRunning(isRunning: boolean): void;
  /** Tells what the effect watches for now: see TickReport.watched. */
  watch(watched: readonly string[]): void;
  /** A tap, or one of the offered actions. */
  press(): void;
  act(action: string): void;
  close(): void;
  /** How it fares, for the author: pictures a second, milliseconds for one; null without tracking. */
  tracking(): { perSecond: number; trackMs: number; engine: string } | null;
}

/** What was pressed since the last tick; every source has it. */
export class Presses {
  private isPressed = false;
  private action: string | null = null;

  press(): void {
    this.isPressed = true;
  }

  act(action: string): void {
    this.action = action;
  }

  take(): Pick<FedTick, "is_pressed" | "action"> {
    const taken = { is_pressed: this.isPressed, action: this.action };
    this.isPressed = false;
    this.action = null;
    return taken;
  }
}
