/** The round mark of a step: a tick, a cross, a question, or still empty. Words are beside it. */
import type { JSX } from "preact";
import check from "../../art/check.svg?raw";
import cross from "../../art/cross.svg?raw";
import help from "../../art/help.svg?raw";
import retry from "../../art/retry.svg?raw";
import { pathOf } from "../../ui/icon.tsx";

const DRAWINGS = {
  holds: check,
  fails: cross,
  open: help,
  checking: retry,
  waiting: "",
};

export type MarkState = keyof typeof DRAWINGS;

export function Mark({ state }: { state: MarkState }): JSX.Element {
  return (
    <svg class={`mark mark-${state}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={pathOf(DRAWINGS[state])} />
    </svg>
  );
}
