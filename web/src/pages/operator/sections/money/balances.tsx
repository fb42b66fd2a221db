/** What each task has been pledged, has released and been paid. */
import type { JSX } from "preact";
import { formatFen } from "../../../../ui/figures.ts";
import { titleOf } from "../../campaigns.ts";
import type { Balance } from "../../desk-api.ts";
import { WideTable } from "../../parts/wide-table.tsx";
import type { SectionProps } from "../../section-props.ts";
import { useDeskTexts } from "../../words.ts";

interface BalancesProps {
  balances: readonly Balance[];
  running: SectionProps["running"];
}

export function Balances({ balances, running }: BalancesProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const fen = (amount: number) => formatFen(amount, locale);
  return (
    <WideTable label={t("money.balances")}>
      <thead>
        <tr>
          <th scope="col">{t("column.task")}</th>
          <th scope="col" class="desk-number">
            {t("balance.pledged")}
          </th>
          <th scope="col" class="desk-number">
            {t("balance.released")}
          </th>
          <th scope="col" class="desk-number">
            {t("balance.paid")}
          </th>
          <th scope="col" class="desk-number">
            {t("balance.unpaid")}
          </th>
        </tr>
      </thead>
      <tbody>
        {balances.map((one) => (
          <tr key={one.task}>
            <th scope="row">{titleOf(running.campaign, one.task, locale)}</th>
            <td class="desk-number">{fen(one.pledged_fen)}</td>
            <td class="desk-number">{fen(one.released_fen)}</td>
            <td class="desk-number">{fen(one.paid_fen)}</td>
            <td class="desk-number">{fen(one.released_fen - one.paid_fen)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
