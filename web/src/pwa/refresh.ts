/** Getting from an old version of the page to the new one, without going round in circles. */

const MARK = "kindlens.refreshed";
const UPDATE_MS_MAX = 5_000;

/** Return false when this tab has refreshed for the same reason already. */
export function refreshOnce(): boolean {
  try {
    if (sessionStorage.getItem(MARK)) return false;
    sessionStorage.setItem(MARK, "yes");
  } catch {
    return false; // Without a memory it could go on for ever.
  }
  void refresh();
  return true;
}

/** The page is up to date again: the next update may refresh once more. */
export function clearRefreshMark(): void {
  try {
    sessionStorage.removeItem(MARK);
  } catch {
    // Then there is no mark either.
  }
}

/** Fetch the newest service worker, give it a moment to take over, and load the page anew. */
export async function refresh(): Promise<void> {
  try {
    await Promise.race([updateWorker(), wait(UPDATE_MS_MAX)]);
  } finally {
    location.reload();
  }
}

async function updateWorker(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  if (!registration) return;
  const updated = await registration.update();
  const arriving = updated.installing ?? updated.waiting;
  if (!arriving) return;
  await new Promise<void>((resolve) => {
    arriving.addEventListener("statechange", () => {
      if (arriving.state === "activated" || arriving.state === "redundant") resolve();
    });
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
