/** The live figures of the whole campaign, on a strip torn like a ticket. */
import type { JSX } from "preact";
import type { Totals } from "../../api.ts";
import { CountUp } from "../../ui/count-up.tsx";
import { formatCount, formatFen } from "../../ui/figures.ts";
import { LiveLink } from "../../ui/live-link.tsx";
import type { LiveTotals } from "../../ui/live-totals.ts";
import { Link } from "../../ui/router.tsx";
import { useTexts } from "../../ui/texts.ts";

export function TotalsTicket({ live }: { live: LiveTotals }): JSX.Element {
  const { t } = useTexts();
  return (
    <section class="ticket" aria-label={t("home.totals.released")} data-testid="totals">
      {live.totals ? <Figures totals={live.totals} /> : <Blank />}
      <div class="ticket-foot">
        <LiveLink live={live} />
        <Link href="/impact" testId="impact">
          {t("home.totals.impact")}
        </Link>
      </div>
    </section>
  );
}

function sum(totals: Totals, field: "released_fen" | "credited_plays"): number {
  return totals.tasks.reduce((total, task) => total + task[field], 0);
}

function Figures({ totals }: { totals: Totals }): JSX.Element {
  const { t, locale } = useTexts();
  const plays = sum(totals, "credited_plays");
  if (plays === 0) return <p class="ticket-none">{t("home.totals.none")}</p>;
  const count = (value: number) => formatCount(value, locale);
  return (
    <dl class="ticket-figures">
      <div class="ticket-figure ticket-figure-money">
        <dt>{t("home.totals.released")}</dt>
        <dd>
          <CountUp value={sum(totals, "released_fen")} format={(fen) => formatFen(fen, locale)} />
        </dd>
      </div>
      <div class="ticket-figure">
        <dt>{t("home.totals.plays")}</dt>
        <dd>
          <CountUp value={plays} format={count} />
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

/** Keeps the place while the first figures are on their way. */
function Blank(): JSX.Element {
  return (
    <div class="ticket-figures ticket-blank" aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  );
}
