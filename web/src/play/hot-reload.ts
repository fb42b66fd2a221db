/** While an effect is written: swaps it in as soon as its files change. Loaded then alone. */
import type { Release } from "../runtime/release.ts";

const RETRY_MS = 1000;

/** Calls onRelease with each new release of the effect until the signal is aborted. */
export function watchForRelease(
  effect: string,
  onRelease: (release: Release) => void,
  signal: AbortSignal,
): void {
  const socket = new WebSocket(`${window.location.origin.replace(/^http/, "ws")}/api/dev`);
  signal.addEventListener("abort", () => socket.close());
  socket.addEventListener("message", (event: MessageEvent<string>) => {
    const news: { effect: string; release?: string } = JSON.parse(event.data);
    if (news.effect !== effect || news.release === undefined || signal.aborted) return;
    void fetch(`/releases/${news.release}.json`)
      .then((response) => response.json())
      .then((release: Release) => {
        if (!signal.aborted) onRelease(release);
      });
  });
  socket.addEventListener("close", () => {
    if (signal.aborted) return;
    setTimeout(() => watchForRelease(effect, onRelease, signal), RETRY_MS);
  });
}
