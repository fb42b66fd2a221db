/** What camera and clip have in common: models, and a tracker over a feed of pictures. */
import type { PictureFeed } from "../../../camera/picture-feed.ts";
import type { Release } from "../../../runtime/release.ts";
import { downloadModel } from "../../../tracking/model-download.ts";
import { Tracker } from "../../../tracking/tracker.ts";
import type { TaskName } from "../../../tracking/tracker-task.ts";
import { MODEL_OF_TASK, tasksOf, trackingNeeds } from "../../../tracking/tracking-needs.ts";
import type { PythonDesk } from "../python-desk.ts";

export interface TrackingOrder {
  release: Release;
  python: PythonDesk;
  /** The WebGL renderer's name: see Tracker. */
  renderer: string;
  /** 0..1 of the models. */
  onProgress(share: number): void;
  signal: AbortSignal;
}

/** Opens a tracker over a feed, with every task of the manifest. Throws PlayError. */
export async function openTracker(feed: PictureFeed, order: TrackingOrder): Promise<Tracker> {
  const { release, python, renderer, signal } = order;
  const tasks = tasksOf(release.manifest.tracking);
  const shares = new Map<TaskName, number>();
  const models = new Map<TaskName, Uint8Array>();
  for (const task of tasks) {
    const report = (loaded: number, total: number): void => {
      shares.set(task, loaded / Math.max(1, total));
      const sum = [...shares.values()].reduce((all, share) => all + share, 0);
      order.onProgress(sum / tasks.length);
    };
    models.set(task, await downloadModel(MODEL_OF_TASK[task], report, signal));
  }
  const needs = trackingNeeds(python.description, python.needs);
  return Tracker.open({ feed, models, needs, renderer, signal });
}

export function trackingOf(tracker: Tracker): {
  perSecond: number;
  trackMs: number;
  engine: string;
} {
  return {
    perSecond: tracker.rate.perSecond(performance.now()),
    trackMs: tracker.trackMs.p50,
    engine: tracker.engine,
  };
}
