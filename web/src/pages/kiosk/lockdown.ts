/**
 * Takes away what would lead a visitor out of the kiosk's page, as far as a page can: menus, zoom,
 * dragging, selecting, the history, and the browser's own keys. What only the browser can take away
 * (its shortcuts for tabs and windows), its kiosk flags and policies do: server/KIOSK.md.
 */

/** Keys that mean something to the browser and nothing to a play. */
const BROWSER_KEYS = /^(F\d+|BrowserBack|BrowserForward|BrowserHome|BrowserRefresh|ContextMenu)$/;

const PREVENTED: readonly string[] = [
  "contextmenu",
  "dragstart",
  "drop",
  "dragover",
  "gesturestart", // Pinching, in Safari.
  "auxclick",
];

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement;
}

/** Locks the page; returns how to unlock it. */
export function lockDown(): () => void {
  const end = new AbortController();
  const options = { capture: true, passive: false, signal: end.signal };
  const prevent = (event: Event): void => event.preventDefault();
  for (const name of PREVENTED) addEventListener(name, prevent, options);
  addEventListener(
    "selectstart",
    (event) => {
      if (!isEditable(event.target)) event.preventDefault();
    },
    options,
  );
  addEventListener(
    "keydown",
    (event) => {
      const isChord = event.ctrlKey || event.metaKey || event.altKey;
      if (isChord || BROWSER_KEYS.test(event.key)) event.preventDefault();
    },
    options,
  );
  addEventListener(
    "wheel",
    (event) => {
      if (event.ctrlKey) event.preventDefault();
    },
    options,
  );
  addEventListener(
    "touchmove",
    (event) => {
      if (event.touches.length > 1) event.preventDefault();
    },
    options,
  );
  // Going back comes to this page again.
  history.pushState(null, "", location.href);
  addEventListener("popstate", () => history.pushState(null, "", location.href), {
    signal: end.signal,
  });
  return () => end.abort();
}

/** Keeps the screen lit while the page is shown; returns how to let it sleep again. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let isOver = false;
  const ask = async (): Promise<void> => {
    if (document.hidden || isOver) return;
    try {
      lock = await navigator.wakeLock?.request("screen");
    } catch {
      // The system decides; a kiosk's own settings keep its screen on.
    }
  };
  document.addEventListener("visibilitychange", ask);
  void ask();
  return () => {
    isOver = true;
    document.removeEventListener("visibilitychange", ask);
    void lock?.release();
  };
}
