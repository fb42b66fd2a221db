import { formatFen } from "../../../../ui/figures.ts";
import { titleOf } from "../../campaigns.ts";
import type { Campaign, MoneyEntry } from "../../desk-api.ts";
import type { DeskTexts } from "../../words.ts";

/** Returns what the sentences about an entry are filled with. */
export function entryWords(entry: MoneyEntry, campaign: Campaign, { t, locale }: DeskTexts) {
  return {
    kind: t(`kind.${entry.kind}`),
    amount: formatFen(entry.amount_fen, locale),
    title: titleOf(campaign, entry.task, locale),
    n: entry.index,
  };
}
