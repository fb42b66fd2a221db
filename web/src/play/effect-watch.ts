/**
 * Hears from an author's server what became of the effect's files whenever they are saved. Loaded
 * then alone.
 */

const RETRY_MS = 1000;

export interface EffectWatcher {
  /** A new release, by its hash. */
  onRelease(hash: string): void;
  /** The files cannot be released as they are: why. */
  onProblem?(problem: string): void;
  signal: AbortSignal;
}

export function watchEffect(effect: string, watcher: EffectWatcher): void {
  const { signal } = watcher;
  const socket = new WebSocket(`${window.location.origin.replace(/^http/, "ws")}/api/dev`);
  signal.addEventListener("abort", () => socket.close());
  socket.addEventListener("message", (event: MessageEvent<string>) => {
    const news: { effect: string; release?: string; problem?: string } = JSON.parse(event.data);
    if (news.effect !== effect || signal.aborted) return;
    if (news.release !== undefined) watcher.onRelease(news.release);
    else if (news.problem !== undefined) watcher.onProblem?.(news.problem);
  });
  socket.addEventListener("close", () => {
    if (!signal.aborted) setTimeout(() => watchEffect(effect, watcher), RETRY_MS);
  });
}
