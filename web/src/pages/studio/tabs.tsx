/** A row of tabs over one panel (WAI-ARIA Authoring Practices: arrow keys go from tab to tab). */
import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";

interface TabsProps<T extends string> {
  label: string;
  /** badge: how many things in it want to be looked at. */
  tabs: readonly { name: T; label: string; badge: number }[];
  chosen: T;
  onChoose(name: T): void;
  children: ComponentChildren;
}

export function Tabs<T extends string>(props: TabsProps<T>): JSX.Element {
  const { tabs, chosen, onChoose } = props;
  const list = useRef<HTMLDivElement>(null);
  const turn = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const place = tabs.findIndex(({ name }) => name === chosen);
    const next = tabs[(place + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    onChoose(next.name);
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.name}"]`)?.focus();
  };
  return (
    <>
      <div
        ref={list}
        class="tabs"
        role="tablist"
        aria-label={props.label}
        data-takes-keys
        onKeyDown={turn}
      >
        {tabs.map(({ name, label, badge }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`tab-${name}`}
            class="tab"
            data-tab={name}
            data-testid={`tab-${name}`}
            aria-selected={name === chosen}
            aria-controls={`panel-${chosen}`}
            tabIndex={name === chosen ? 0 : -1}
            onClick={() => onChoose(name)}
          >
            {label}
            {badge > 0 && <span class="badge">{badge}</span>}
          </button>
        ))}
      </div>
      <div
        class="tab-panel"
        role="tabpanel"
        id={`panel-${chosen}`}
        aria-labelledby={`tab-${chosen}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls.
        tabIndex={0}
      >
        {props.children}
      </div>
    </>
  );
}
