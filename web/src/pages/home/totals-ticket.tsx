/** The live figures of the whole campaign, on a strip torn like a ticket. */
import type { JSX } from "preact";
import type { Totals } from "../../api.ts";
import { LiveLink } from "../../ui/live-link.tsx";
import type { LiveTotals } from "../../ui/live-totals.ts";
import { Link } from "../../ui/router.tsx";
import { useTexts } from "../../ui/texts.ts";
import { sumOf, TotalsFigures } from "../../ui/totals-figures.tsx";

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

function Figures({ totals }: { totals: Totals }): JSX.Element {
  const { t } = useTexts();
  if (sumOf(totals, "credited_plays") === 0)
    return <p class="ticket-none">{t("home.totals.none")}</p>;
  return <TotalsFigures totals={totals} />;
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
