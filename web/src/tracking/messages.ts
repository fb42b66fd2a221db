/** What the page and the tracker worker say to each other. */
import type { Picture } from "../camera/picture.ts";
import type { TrackerFrame, TrackingNeeds } from "./tracker-frame.ts";

export type Delegate = "CPU" | "GPU";

export interface OpenTask {
  kind: "open";
  model: Uint8Array;
  wasmBase: string;
  needs: TrackingNeeds;
  delegate: Delegate;
}

export interface TrackPicture {
  kind: "track";
  picture: Picture;
  tMs: number;
}

export type ToTracker = OpenTask | TrackPicture | { kind: "close" };

/** The picture comes back with what was found in it, so that both are shown together. */
export interface Tracked {
  kind: "tracked";
  frame: TrackerFrame;
  picture: Picture;
  /** How long the detection took, in milliseconds. */
  trackMs: number;
}

export type FromTracker = { kind: "opened" } | Tracked | { kind: "failed"; message: string };
