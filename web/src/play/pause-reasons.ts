/** Why a play stands still; it goes on when the last reason is gone. */

export type PauseReason = "no_face" | "tab_hidden" | "camera_lost" | "visitor" | "edge";

/** The one that is told where several hold: what the visitor can do most about comes first. */
const TOLD_FIRST: readonly PauseReason[] = [
  "tab_hidden",
  "camera_lost",
  "edge",
  "visitor",
  "no_face",
];

export class PauseReasons {
  private readonly reasons = new Set<PauseReason>();

  get isPaused(): boolean {
    return this.reasons.size > 0;
  }

  get told(): PauseReason | null {
    return TOLD_FIRST.find((reason) => this.reasons.has(reason)) ?? null;
  }

  has(reason: PauseReason): boolean {
    return this.reasons.has(reason);
  }

  /** Adds or takes away a reason; returns whether that changed anything. */
  set(reason: PauseReason, holds: boolean): boolean {
    if (this.reasons.has(reason) === holds) return false;
    if (holds) this.reasons.add(reason);
    else this.reasons.delete(reason);
    return true;
  }
}
