/**
 * Keeps the last tracker loaded for the next play of this page, so that playing again starts at
 * once: loading WebAssembly and model anew takes a second or more. One at most is kept.
 */
import type { TrackerLink } from "./tracker-link.ts";

/** Nobody plays again after this; the memory is worth more then. */
const KEPT_MS = 120_000;
const BUSY_POLL_MS = 5;

let idle: { key: string; link: TrackerLink; timer: number } | null = null;

/** Takes the kept tracker, where it was loaded for the same; else returns null. */
export async function takeIdleTracker(key: string): Promise<TrackerLink | null> {
  if (idle === null) return null;
  const { link, timer } = idle;
  const isSame = idle.key === key;
  idle = null;
  window.clearTimeout(timer);
  // The last picture of the play before may still be under way.
  while (link.isBusy) await new Promise((resolve) => setTimeout(resolve, BUSY_POLL_MS));
  if (isSame && !link.isStopped) return link;
  link.stop();
  return null;
}

/** Keeps a tracker that its play needs no more. */
export function keepIdleTracker(key: string, link: TrackerLink): void {
  dropIdleTracker();
  if (link.isStopped) return;
  idle = { key, link, timer: window.setTimeout(dropIdleTracker, KEPT_MS) };
}

function dropIdleTracker(): void {
  if (idle === null) return;
  window.clearTimeout(idle.timer);
  idle.link.stop();
  idle = null;
}
