/** How far the play is: in the effect's own pictures where it has some, and in figures. */
import type { JSX } from "preact";
import { fill } from "../../ui/texts.ts";
import { useDrawings } from "./drawings.ts";

interface ProgressProps {
  done: number;
  total: number;
  art: Record<string, string> | undefined;
  /** The effect's own words in the visitor's language. */
  words: Record<string, string>;
}

export function Progress({ done, total, art, words }: ProgressProps): JSX.Element {
  const pictures = useDrawings(art, "progress_");
  const last = Object.keys(pictures).length - 1;
  // The first step shows at once, the last picture only at the end.
  const picture = pictures[Math.ceil((Math.min(done, total) * last) / Math.max(1, total))];
  return (
    <div class="progress-slip" data-testid="progress">
      {picture && <img class="progress-picture" src={picture} alt="" />}
      <span class={total > 9 ? "progress-figure is-wide" : "progress-figure"} aria-hidden="true">
        <b>{done}</b>
        <span>/{total}</span>
      </span>
      <span class="unseen">{fill(words["page.progress"] ?? "", { done, total })}</span>
    </div>
  );
}
