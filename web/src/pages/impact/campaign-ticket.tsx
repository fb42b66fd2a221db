/** The whole campaign on a strip of tickets: released of what was pledged, paid out, who played. */
import type { JSX } from "preact";
import type { Totals } from "../../api.ts";
import { CountUp } from "../../ui/count-up.tsx";
import { formatCount, formatFen, formatFenShort } from "../../ui/figures.ts";
import { LiveLink } from "../../ui/live-link.tsx";
import type { LiveTotals } from "../../ui/live-totals.ts";
import { sumOf } from "../../ui/totals-figures.tsx";
import { sharePercent } from "./standing.ts";
import { useImpactTexts } from "./words.ts";

export function CampaignTicket({ live }: { live: LiveTotals }): JSX.Element {
  const { t } = useImpactTexts();
  return (
    <section class="ticket impact-ticket" aria-label={t("figures.title")} data-testid="totals">
      {live.totals ? <Figures totals={live.totals} /> : <div class="impact-ticket-blank" />}
      <LiveLink live={live} />
    </section>
  );
}

function Figures({ totals }: { totals: Totals }): JSX.Element {
  const { t, locale } = useImpactTexts();
  const released = sumOf(totals, "released_fen");
  const pledged = sumOf(totals, "pledged_fen");
  const yuan = (fen: number) => formatFen(fen, locale);
  const count = (number: number) => formatCount(number, locale);
  return (
    <>
      <dl class="impact-figures">
        <div class="ticket-figure ticket-figure-money impact-figure-main">
          <dt>
            {t("figures.released")}{" "}
            <span class="impact-of">
              {t("figures.of_pledged", { amount: formatFenShort(pledged, locale) })}
            </span>
          </dt>
          <dd data-testid="released">
            <CountUp value={released} format={yuan} />
          </dd>
        </div>
        <div class="ticket-figure">
          <dt>{t("figures.paid")}</dt>
          <dd data-testid="paid">
            <CountUp value={sumOf(totals, "paid_fen")} format={yuan} />
          </dd>
        </div>
        <div class="ticket-figure">
          <dt>{t("figures.plays")}</dt>
          <dd data-testid="plays">
            <CountUp value={sumOf(totals, "credited_plays")} format={count} />
          </dd>
        </div>
        <div class="ticket-figure">
          <dt>{t("figures.people")}</dt>
          <dd data-testid="people">
            <CountUp value={totals.participants} format={count} />
          </dd>
        </div>
      </dl>
      <progress
        value={released}
        max={Math.max(1, pledged)}
        aria-label={t("figures.share", { percent: sharePercent(released, pledged) })}
      />
      <p class="impact-people-note">{t("figures.people_note")}</p>
    </>
  );
}
