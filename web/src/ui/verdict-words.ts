/** What became of a play, in kind words; a reason that needs words of its own has them. */
import type { Answer } from "../outbox.ts";
import { formatMoment } from "./figures.ts";
import { isTextKey, type Params, type TextKey, type Texts } from "./texts.ts";

/** An answer, or where a play is that has none yet. */
export type Standing = Answer | { status: "kept" | "waiting"; reason: "" };

export interface VerdictWords {
  title: string;
  text: string;
}

/**
 * Return the words for a standing.
 *
 * own: an effect's words. They go before the general ones, and after those for a special reason,
 * which the effect does not know of. params: amount and task.
 */
export function verdictWords(
  standing: Standing,
  { t, locale }: Texts,
  params: Params,
  own: Readonly<Record<string, string>> = {},
): VerdictWords {
  const { status, reason } = standing;
  const decidedBy = ("decided_by" in standing && standing.decided_by) || null;
  const all = {
    ...params,
    decided_by: decidedBy === null ? "" : formatMoment(new Date(decidedBy), locale),
  };
  const words = (part: "title" | "text", ownKey: string): string => {
    const special = `verdict.${status}.${reason}.${part}`;
    if (isTextKey(special)) return t(special, all);
    return own[ownKey] ?? t(`verdict.${status}.${part}` satisfies TextKey, all);
  };
  return {
    title: words("title", `page.verdict_title.${status}`),
    text: words("text", `page.verdict.${status}`),
  };
}
