/** For authors under `make dev`: swaps a changed effect into the open page. Nothing otherwise. */
import type { Release } from "../runtime/release.ts";

interface Changed {
  effect: string;
  release: string;
}

const ERROR_CLASS = "effect-error";

/** Calls `swap` with every new release of this effect until the signal aborts. */
export function watchEffect(
  effect: string,
  swap: (release: Release) => void,
  signal: AbortSignal,
): void {
  if (!import.meta.env.DEV) return;
  const socket = new WebSocket(new URL("/api/dev", location.href.replace(/^http/, "ws")));
  signal.addEventListener("abort", () => socket.close());
  socket.addEventListener("message", async (event: MessageEvent<string>) => {
    const changed: Changed = JSON.parse(event.data);
    if (changed.effect !== effect) return;
    const response = await fetch(`/releases/${changed.release}.json`, { signal });
    const release: Release = await response.json();
    document.querySelector(`.${ERROR_CLASS}`)?.remove();
    try {
      swap(release);
    } catch (error) {
      showError(error);
    }
  });
}

/** Shows an effect's traceback over the page, where its author looks. */
function showError(error: unknown): void {
  console.error(error);
  const shown = document.createElement("pre");
  shown.className = ERROR_CLASS;
  shown.textContent = error instanceof Error ? error.message : String(error);
  document.body.append(shown);
}
