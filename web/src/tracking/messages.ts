/** What the page and the tracker worker say to each other. */
import type { Picture } from "../camera/picture.ts";
import type { TrackerFrame, TrackingNeeds } from "./tracker-frame.ts";
import type { PersonMask, TaskName } from "./tracker-task.ts";

export type Delegate = "CPU" | "GPU";

/** Opens one task more beside those that run already. */
export interface OpenTask {
  kind: "open";
  task: TaskName;
  model: Uint8Array;
  wasmBase: string;
  needs: TrackingNeeds;
  delegate: Delegate;
}

export interface TrackPicture {
  kind: "track";
  picture: Picture;
  tMs: number;
  /** Tasks that need not look at it; they stay open. */
  resting: readonly TaskName[];
}

export type ToTracker = OpenTask | TrackPicture | { kind: "close" };

/** The picture comes back with what was found in it, so that both are shown together. */
export interface Tracked {
  kind: "tracked";
  frame: TrackerFrame;
  picture: Picture;
  /**
   * Where `wantsMesh`: for each face of the frame its 478 points, x, y, z in turn, in 0..1 of the
   * unmirrored picture (z in picture widths). For drawing; they never reach Python.
   */
  meshes: Float32Array<ArrayBuffer>[];
  /** Null where nobody asked, and where the last picture's serves. For drawing; never reaches Python. */
  personMask: PersonMask | null;
  /** How long all tasks together took, in milliseconds. */
  trackMs: number;
}

export type FromTracker = { kind: "opened" } | Tracked | { kind: "failed"; message: string };
