/** Says whether the figures are live, and since when they are not. */
import type { JSX } from "preact";
import { formatTimeOfDay } from "./figures.ts";
import type { LiveTotals } from "./live-totals.ts";
import { type Texts, useTexts } from "./texts.ts";

export function LiveLink({ live }: { live: LiveTotals }): JSX.Element {
  return (
    <p class={`ticket-link ticket-link-${live.link}`} data-testid="live-link">
      {wordsOf(live, useTexts())}
    </p>
  );
}

function wordsOf({ link, at }: LiveTotals, { t, locale }: Texts): string {
  if (link !== "offline") return t(`home.live.${link}`);
  return at ? t("home.live.offline", { time: formatTimeOfDay(at, locale) }) : t("home.live.never");
}
