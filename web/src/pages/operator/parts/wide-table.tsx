/** A table that scrolls sideways where the window is narrow, with the keyboard too. */
import type { ComponentChildren, JSX } from "preact";

interface WideTableProps {
  label: string;
  class?: string;
  children: ComponentChildren;
}

export function WideTable(props: WideTableProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1 wants what scrolls in reach.
    <section class="desk-table" tabIndex={0} aria-label={props.label}>
      <table class={props.class}>{props.children}</table>
    </section>
  );
}
