/** Whether the venue's computer tracks a play: offered to a slow device, wanted, or lost. */
import { isEdgeUnasked } from "../tracking/edge-consent.ts";
import type { Tracker } from "../tracking/tracker.ts";
import type { SessionOptions, Snapshot } from "./play-session.ts";

interface EdgeParts {
  /** null: nothing is tracked. */
  tracker: Tracker | null;
  options: SessionOptions;
  onChange(): void;
}

export class EdgeStanding {
  /** This device tracks too seldom to play well. */
  private isCoarse = false;
  private isWanted: boolean;
  private isLost = false;

  constructor(private readonly parts: EdgeParts) {
    const { tracker, options, onChange } = parts;
    this.isWanted = options.isEdge;
    if (tracker === null) return;
    this.isLost = options.isEdge && tracker.place !== "edge";
    tracker.onCoarse = (isCoarse) => {
      this.isCoarse = isCoarse;
      onChange();
    };
    tracker.onMoved = () => {
      if (tracker.place !== "edge" && this.isWanted) this.isLost = true;
      onChange();
    };
  }

  get told(): Snapshot["edge"] {
    const { tracker, options } = this.parts;
    if (tracker === null) return "off";
    if (tracker.place === "edge") return "on";
    if (this.isLost) return "lost";
    return options.hasEdge && this.isCoarse && isEdgeUnasked() ? "offered" : "off";
  }

  /** Moves tracking to the venue's computer, or back; it stays where it is if that fails. */
  async use(isWanted: boolean): Promise<void> {
    const { tracker, onChange } = this.parts;
    this.isWanted = isWanted;
    this.isLost = false;
    try {
      if (isWanted) await tracker?.moveToEdge();
      else await tracker?.moveToDevice();
    } catch (error) {
      console.info(`tracking stays where it is: ${String(error)}`);
      this.isLost = isWanted;
    }
    onChange();
  }
}
