/**
 * Tells the server how far this page came, each step once, by the word `ch` of the link that it was
 * opened by. Says nothing about who opened it; see "funnel" in server/README.md.
 */

export type FunnelStep =
  | "opened"
  | "consented"
  | "tracked"
  | "played"
  | "completed"
  | "credited"
  | "kept";

const CHANNEL = /^[a-z0-9][a-z0-9_-]{0,31}$/;

const word = new URLSearchParams(location.search).get("ch") ?? "";
const channel = CHANNEL.test(word) ? word : "";
const told = new Set<string>();

/** Count a step of this page, with the effect once one is chosen. Nothing waits for it. */
export function countStep(step: FunnelStep, effect: string | null = null): void {
  const key = `${step} ${effect}`;
  if (told.has(key)) return;
  told.add(key);
  const body = JSON.stringify({ step, effect, channel });
  navigator.sendBeacon("/api/funnel", new Blob([body], { type: "application/json" }));
}

/** Count the steps of whoever comes next anew, where many use one page. */
export function forgetSteps(): void {
  told.clear();
}
