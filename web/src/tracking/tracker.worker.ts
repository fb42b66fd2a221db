/**
 * The tracker in a worker of its own, so that a slow picture never holds up the drawing.
 *
 * Starts as a module or as a classic worker from the same file, which is why everything comes in
 * by `import()`: a classic worker knows no other import.
 */
import type { FromTracker, ToTracker } from "./messages.ts";

const realm = import("./tracker-realm.ts").then(
  ({ TrackerRealm }) =>
    new TrackerRealm((message: FromTracker, transfer) => self.postMessage(message, { transfer })),
);

self.addEventListener("message", (event: MessageEvent<ToTracker>) => {
  void realm.then((tracker) => tracker.hear(event.data));
});
