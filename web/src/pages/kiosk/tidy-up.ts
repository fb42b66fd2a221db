/**
 * Makes the page as if nobody had been there: what a visitor left in storage, in the outbox and on
 * the screen is gone, and the server's cookie of them is taken back.
 *
 * Delivered first: a completed play is never thrown away for the sake of tidiness.
 */
import { deliver, forgetAll, outbox } from "../../outbox.ts";
import { forgetSteps } from "../../ui/funnel.ts";
import { isMuted, type Locale, locale } from "../../ui/preferences.ts";
import { endVisitOnServer } from "./kiosk-api.ts";

/** Of the device, not of a visitor: which of MediaPipe's engines is faster here. */
const OF_THE_DEVICE: readonly string[] = ["kindlens.tracker_delegate"];
const AGAIN_MS = 1500;
/** Databases that a visitor's page may have made; the outbox is emptied, since it stays open. */
const VISITOR_DATABASES: readonly string[] = ["kindlens-receipts"];

/**
 * Ends a visit. Comes back only when nothing of it is left; onWait is called whenever that has to
 * wait for the server.
 */
export async function endVisit(language: Locale, onWait: () => void): Promise<void> {
  while (!(await isDelivered())) {
    onWait();
    await pause();
  }
  await forgetAll();
  while (!(await isEndedOnServer())) {
    onWait();
    await pause();
  }
  forgetSteps();
  locale.set(language);
  isMuted.set(false);
  await clearStorage();
  clearScreen();
}

async function isDelivered(): Promise<boolean> {
  if (outbox.get().pending.length > 0) await deliver();
  return outbox.get().pending.length === 0;
}

async function isEndedOnServer(): Promise<boolean> {
  try {
    await endVisitOnServer();
    return true;
  } catch {
    return false;
  }
}

async function clearStorage(): Promise<void> {
  for (const key of Object.keys(localStorage)) {
    if (!OF_THE_DEVICE.includes(key)) localStorage.removeItem(key);
  }
  sessionStorage.clear();
  await Promise.all(VISITOR_DATABASES.map(deleteDatabase));
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase(name);
    for (const event of ["success", "error", "blocked"]) {
      asked.addEventListener(event, () => resolve());
    }
  });
}

/** Undoes zoom, scrolling, selection and focus. */
function clearScreen(): void {
  const viewport = document.querySelector("meta[name=viewport]");
  const content = viewport?.getAttribute("content") ?? "";
  // Browsers go back to the whole page when it may not be larger for a moment.
  viewport?.setAttribute("content", `${content}, maximum-scale=1`);
  requestAnimationFrame(() => viewport?.setAttribute("content", content));
  scrollTo(0, 0);
  getSelection()?.removeAllRanges();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  performance.clearResourceTimings();
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
}

/** Returns what of a visitor is still here although nobody visits; nothing, if all is well. */
export async function leftovers(): Promise<string[]> {
  const found = Object.keys(localStorage).filter((key) => !OF_THE_DEVICE.includes(key));
  found.push(...Object.keys(sessionStorage));
  const databases = (await indexedDB.databases?.()) ?? [];
  found.push(
    ...databases.flatMap(({ name = "" }) => (VISITOR_DATABASES.includes(name) ? [name] : [])),
  );
  const { pending, held, outcomes } = outbox.get();
  if (pending.length + held.length + outcomes.length > 0) found.push("outbox");
  return found;
}
