/** Options that a nod, a raised hand, a finger or a key can take. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../ui/icon.tsx";
import { Highlight, type Light } from "./highlight.ts";
import type { Kiosk } from "./kiosk.ts";

export interface Option {
  id: string;
  label: string;
  /** What is shown; the label alone where it is left out. */
  content?: ComponentChildren;
  look?: "main" | "plain";
}

interface PickerProps {
  kiosk: Kiosk;
  options: readonly Option[];
  class?: string;
  label: string;
  onPick(id: string): void;
}

const STEP_MS = 80;

export function Picker(props: PickerProps): JSX.Element {
  const { kiosk, options, label, onPick } = props;
  const list = useRef<HTMLUListElement>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const ids = options.map(({ id }) => id).join(" ");
  const [light, setLight] = useState<Light>({ lit: 0, fill: 0 });
  const [cursor, setCursor] = useState<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const highlight = new Highlight(options.length, performance.now());
    const take = (option: number | null): void => {
      const id = option === null ? undefined : options[option]?.id;
      if (id !== undefined) pick.current(id);
    };
    const show = (): void => {
      const next = highlight.step(performance.now());
      setLight((before) => (before.lit === next.lit && before.fill === next.fill ? before : next));
    };
    const timer = setInterval(show, STEP_MS);
    const forget = kiosk.watchLooks(({ tMs, nodBeganMs, hand }) => {
      setCursor(hand);
      if (nodBeganMs !== null) take(highlight.nod(nodBeganMs));
      else if (hand !== null) take(highlight.hand(tMs, optionAt(list.current, hand)));
      show();
    });
    return () => {
      clearInterval(timer);
      forget();
    };
  }, [ids, kiosk]);

  return (
    <>
      <ul ref={list} class={`picker ${props.class ?? ""}`} aria-label={label}>
        {options.map((option, place) => (
          <li key={option.id}>
            <button
              type="button"
              class={`picker-option picker-${option.look ?? "plain"} ${place === light.lit ? "is-lit" : ""}`}
              style={{ "--fill": place === light.lit ? light.fill : 0 }}
              aria-label={option.label}
              data-testid={`pick-${option.id}`}
              data-lit={place === light.lit}
              onClick={() => onPick(option.id)}
            >
              {option.content ?? <span class="picker-label">{option.label}</span>}
            </button>
          </li>
        ))}
      </ul>
      {cursor && (
        <span
          class="picker-cursor"
          style={{ left: `${cursor.x * 100}vw`, top: `${cursor.y * 100}vh`, "--fill": light.fill }}
          data-testid="cursor"
          aria-hidden="true"
        >
          <Icon name="hand" />
        </span>
      )}
    </>
  );
}

/** Returns which option lies under a place on the screen, in shares of it. */
function optionAt(list: HTMLUListElement | null, at: { x: number; y: number }): number | null {
  const x = at.x * innerWidth;
  const y = at.y * innerHeight;
  const places = [...(list?.children ?? [])].map((option) => option.getBoundingClientRect());
  const found = places.findIndex(
    ({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom,
  );
  return found < 0 ? null : found;
}
