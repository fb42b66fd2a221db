/** What the engine reports after each tick; see effects/engine/bridge.py. */

/** One value a field, in the order of `describe().node_fields`. */
export type PackedNode = (number | string)[];

/** Instrument, step of the scale, volume in percent. */
export type Sound = [string, number, number];

export interface TickReport {
  tick: number;
  phase: "ready" | "playing" | "completed" | "finished";
  hint: string | null;
  line: string | null;
  progress: [number, number] | null;
  /** A gesture by its name, everything else as the whole number that was recorded. */
  signals: Record<string, number | string>;
  /** Nodes that are new or changed. */
  nodes: PackedNode[];
  /** Ids of nodes that are gone. */
  removed: number[];
  sounds: Sound[];
  /** Whether the stage may be kept as a video now, for the visitor to save. */
  is_recording: boolean;
  /** The still's name where this tick is the moment of one, else null; "" where there is but one. */
  shutter: string | null;
  /** What the tracker need look for now, of "face" and "hands". */
  watched: string[];
  /** What the visitor may choose by button now. */
  offered: string[];
  facts: Record<string, number>;
}
