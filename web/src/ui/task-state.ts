/** How a task stands, as words for a tag: open, or why its plays move no money. */
import type { TaskTotals } from "../api.ts";
import { formatComing } from "./figures.ts";
import type { Texts } from "./texts.ts";

/** totals: null until they have come; a task that has an effect is open, as far as one knows. */
export function stateTag(totals: TaskTotals | null, { t, locale }: Texts): string {
  const date = totals?.opens_at ? formatComing(new Date(totals.opens_at), locale) : "";
  return t(`card.state.${totals?.state ?? "open"}`, { date });
}
