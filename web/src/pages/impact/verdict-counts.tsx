/** How many plays came to which verdict, those that released nothing included. */
import type { JSX } from "preact";
import type { Totals } from "../../api.ts";
import { formatCount } from "../../ui/figures.ts";
import { sumOf } from "../../ui/totals-figures.tsx";
import type { Impact } from "./impact-api.ts";
import { countOf } from "./standing.ts";
import { useImpactTexts } from "./words.ts";

/** Those that the ledger keeps. */
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

/** Those of which it keeps the number alone. */
const UNDECIDED = ["duplicate", "expired", "tampered", "update_needed"] as const;

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
        <tbody class="impact-undecided">
          <tr>
            <th scope="rowgroup" colSpan={2}>
              {t("counts.undecided")} <span>{t("counts.undecided.text")}</span>
            </th>
          </tr>
          {UNDECIDED.map((status) => (
            <tr key={status} data-testid={`undecided-${status}`}>
              <th scope="row">
                {t(`counts.undecided.${status}`)}{" "}
                <span>{t(`counts.undecided.${status}.text`)}</span>
              </th>
              <td>{formatCount(impact.undecided[status] ?? 0, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
