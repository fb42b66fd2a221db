/** Addresses of the pages, with the browser's own history. */
import type { ComponentChildren, JSX } from "preact";
import { createStore } from "./store.ts";

export const path = createStore(location.pathname);

addEventListener("popstate", () => path.set(location.pathname));

/** Go to a page of this site. */
export function navigate(to: string): void {
  history.pushState(null, "", to);
  path.set(location.pathname);
  scrollTo(0, 0);
}

interface LinkProps {
  href: string;
  class?: string;
  testId?: string;
  current?: boolean;
  children: ComponentChildren;
}

/** A link inside the site; opening it in another tab still works as everywhere. */
export function Link(props: LinkProps): JSX.Element {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    navigate(props.href);
  };
  return (
    <a
      href={props.href}
      class={props.class}
      data-testid={props.testId}
      aria-current={props.current ? "page" : undefined}
      onClick={follow}
    >
      {props.children}
    </a>
  );
}
