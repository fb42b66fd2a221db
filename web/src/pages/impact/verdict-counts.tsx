/** How many plays came to which verdict, those that released nothing included. */
import type { JSX } from "preact";
import type { Totals } from "../../api.ts";
import { formatCount } from "../../ui/figures.ts";
import type { Impact } from "./impact-api.ts";
import { countOf, sumOf } from "./standing.ts";
import { useImpactTexts } from "./words.ts";

/** Those that the ledger keeps; the others are answers that change nothing. */
const KEPT = [
  "credited",
  "unfunded",
  "capped",
  "held",
  "expired",
  "not_completed",
  "implausible",
  "tampered",
] as const;

interface VerdictCountsProps {
  impact: Impact;
  /** What is credited is known to the moment; the others are as old as the answer. */
  totals: Totals | null;
}

export function VerdictCounts({ impact, totals }: VerdictCountsProps): JSX.Element {
  const { t, locale } = useImpactTexts();
  const count = (status: (typeof KEPT)[number]) =>
    status === "credited" && totals ? sumOf(totals, "credited_plays") : countOf(impact, status);
  return (
    <section class="impact-counts impact-part" aria-labelledby="impact-counts">
      <h2 id="impact-counts">{t("counts.title")}</h2>
      <p>{t("counts.lead")}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("counts.verdict")}</th>
            <th scope="col">{t("counts.number")}</th>
          </tr>
        </thead>
        <tbody>
          {KEPT.map((status) => (
            <tr key={status} data-testid={`count-${status}`}>
              <th scope="row">
                {t(`counts.${status}`)} <span>{t(`counts.${status}.text`)}</span>
              </th>
              <td>{formatCount(count(status), locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
