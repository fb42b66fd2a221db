/** What all causes together have come to: money, plays, people. Counts up to what is new. */
import type { JSX } from "preact";
import type { Totals } from "../api.ts";
import { CountUp } from "./count-up.tsx";
import { formatCount, formatFen } from "./figures.ts";
import { useTexts } from "./texts.ts";

type Summed = "pledged_fen" | "released_fen" | "paid_fen" | "credited_plays";

export function sumOf(totals: Totals, field: Summed): number {
  return totals.tasks.reduce((sum, task) => sum + task[field], 0);
}

export function TotalsFigures({ totals }: { totals: Totals }): JSX.Element {
  const { t, locale } = useTexts();
  const count = (value: number): string => formatCount(value, locale);
  return (
    <dl class="ticket-figures">
      <div class="ticket-figure ticket-figure-money">
        <dt>{t("home.totals.released")}</dt>
        <dd>
          <CountUp value={sumOf(totals, "released_fen")} format={(fen) => formatFen(fen, locale)} />
        </dd>
      </div>
      <div class="ticket-figure">
        <dt>{t("home.totals.plays")}</dt>
        <dd>
          <CountUp value={sumOf(totals, "credited_plays")} format={count} />
        </dd>
      </div>
      <div class="ticket-figure">
        <dt>{t("home.totals.participants")}</dt>
        <dd>
          <CountUp value={totals.participants} format={count} />
        </dd>
      </div>
    </dl>
  );
}
