/** Starts a tracker in the best place that this browser has, or takes the one that was kept. */
import { PlayError } from "../play/problems.ts";
import { TASKS_VISION_FOLDER } from "../runtime/wasm-folders.ts";
import { takeIdleTracker } from "./idle-tracker.ts";
import type { Delegate } from "./messages.ts";
import type { TrackingNeeds } from "./tracker-frame.ts";
import { DEVICE_PLACES, TrackerLink } from "./tracker-link.ts";
import type { DevicePlace } from "./tracker-port.ts";
import type { TaskName } from "./tracker-task.ts";

export interface TrackerOrder {
  /** The model of each task that is to run, in the order in which the tasks look. */
  models: ReadonlyMap<TaskName, Uint8Array>;
  needs: TrackingNeeds;
  delegate: Delegate;
}

/** What a tracker was loaded for; one that was loaded for the same can be used again. */
export function keyOf({ delegate, needs, models }: TrackerOrder): string {
  return JSON.stringify([delegate, needs, [...models.keys()]]);
}

/** Throws PlayError where it starts nowhere, or the signal's reason. */
export async function startTracker(order: TrackerOrder, signal: AbortSignal): Promise<TrackerLink> {
  const kept = await takeIdleTracker(keyOf(order));
  if (kept !== null) return kept;
  const failures: string[] = [];
  for (const place of DEVICE_PLACES) {
    try {
      return await startIn(place, order, signal);
    } catch (error) {
      signal.throwIfAborted();
      failures.push(`${place}: ${String(error)}`);
    }
  }
  throw new PlayError("unknown", `the tracker started nowhere; ${failures.join("; ")}`);
}

async function startIn(
  place: DevicePlace,
  { models, needs, delegate }: TrackerOrder,
  signal: AbortSignal,
): Promise<TrackerLink> {
  const link = await TrackerLink.start(place);
  const abort = (): void => link.stop();
  signal.addEventListener("abort", abort);
  try {
    const wasmBase = new URL(TASKS_VISION_FOLDER, window.location.href).href;
    for (const [task, model] of models) {
      await link.open({ kind: "open", task, model, wasmBase, needs, delegate });
    }
    return link;
  } catch (error) {
    link.stop();
    throw error;
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
