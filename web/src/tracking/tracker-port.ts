/** What a tracker is to the page, wherever it runs. */
import type { Tracked, TrackPicture } from "./messages.ts";

/** In the page, from the best to the last resort. */
export type DevicePlace = "module_worker" | "classic_worker" | "main_thread";
/** edge: on the server, by the operator's and the visitor's leave. */
export type TrackingPlace = DevicePlace | "edge";

export interface TrackerPort {
  readonly place: TrackingPlace;
  /** Whether it may be handed the next picture shortly before it is done with the last. */
  readonly takesAhead: boolean;
  readonly isBusy: boolean;
  readonly isStopped: boolean;
  /** Has a picture looked at; the picture comes back with the answer. */
  track(order: TrackPicture): Promise<Tracked>;
  /** Stops after the picture that is under way, which still comes back. */
  retire(): Promise<void>;
  stop(): void;
}
