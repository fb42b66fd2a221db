/** A box that scrolls, which a keyboard reaches too. */
import type { ComponentChildren, JSX, RefObject } from "preact";

interface ScrollBoxProps {
  label: string;
  class: string;
  box?: RefObject<HTMLElement | null>;
  children: ComponentChildren;
}

export function ScrollBox(props: ScrollBoxProps): JSX.Element {
  return (
    <section
      {...(props.box ? { ref: props.box } : {})}
      class={props.class}
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: without it no key scrolls the box.
      tabIndex={0}
    >
      {props.children}
    </section>
  );
}
