/** Buttons, splitters and dialogs as the studio draws them. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Store } from "../../ui/store.ts";
import { useStore } from "../../ui/store.ts";
import { Glyph, type StudioIcon } from "./icons.tsx";
import { useStudioTexts } from "./words.ts";

interface ToolProps {
  icon: StudioIcon;
  label: string;
  /** The key that does the same. */
  hotkey?: string;
  isPressed?: boolean;
  isDisabled?: boolean;
  isNamed?: boolean;
  look?: "plain" | "main" | "danger";
  testId?: string;
  onPress(): void;
}

export function Tool(props: ToolProps): JSX.Element {
  const title = props.hotkey ? `${props.label} (${props.hotkey})` : props.label;
  return (
    <button
      type="button"
      class={`tool ${props.look === undefined ? "" : `tool-${props.look}`}`}
      title={title}
      aria-label={props.isNamed ? undefined : props.label}
      aria-pressed={props.isPressed}
      disabled={props.isDisabled}
      data-testid={props.testId}
      onClick={props.onPress}
    >
      <Glyph name={props.icon} />
      {props.isNamed && <span>{props.label}</span>}
    </button>
  );
}

interface SegmentsProps<T extends string | number> {
  legend: string;
  options: readonly { value: T; label: string; icon?: StudioIcon }[];
  value: T;
  testId: string;
  onChoose(value: T): void;
}

/** A few choices side by side. */
export function Segments<T extends string | number>(props: SegmentsProps<T>): JSX.Element {
  return (
    <fieldset class="segments">
      <legend class="unseen">{props.legend}</legend>
      {props.options.map(({ value, label, icon }) => (
        <button
          key={value}
          type="button"
          title={label}
          aria-label={icon ? label : undefined}
          aria-pressed={value === props.value}
          data-testid={`${props.testId}-${value}`}
          onClick={() => props.onChoose(value)}
        >
          {icon ? <Glyph name={icon} /> : label}
        </button>
      ))}
    </fieldset>
  );
}

interface SplitterProps {
  /** What it makes larger or smaller. */
  store: Store<number>;
  label: string;
  /** "x": stands between two columns. grows: the way in which the value grows. */
  axis: "x" | "y";
  grows: 1 | -1;
  min: number;
  max: number;
  /** How much of the value one pixel is. */
  perPx?: number;
}

const KEY_STEP_PX = 16;

/** A line between two panels that can be dragged, or moved by the arrow keys. */
export function Splitter(props: SplitterProps): JSX.Element {
  const { store, axis, grows, min, max, perPx = 1 } = props;
  const value = useStore(store);
  const drag = useRef<{ from: number; value: number } | null>(null);
  const set = (next: number): void => store.set(Math.round(Math.min(max, Math.max(min, next))));
  const move = (event: PointerEvent): void => {
    if (drag.current === null) return;
    const at = axis === "x" ? event.clientX : event.clientY;
    set(drag.current.value + (at - drag.current.from) * grows * perPx);
  };
  const press = (event: KeyboardEvent): void => {
    const more = axis === "x" ? "ArrowRight" : "ArrowDown";
    const less = axis === "x" ? "ArrowLeft" : "ArrowUp";
    if (event.key !== more && event.key !== less) return;
    event.preventDefault();
    event.stopPropagation();
    set(value + (event.key === more ? 1 : -1) * grows * perPx * KEY_STEP_PX);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be dragged nor focused.
    <div
      class={`splitter splitter-${axis}`}
      role="separator"
      tabIndex={0}
      aria-label={props.label}
      aria-orientation={axis === "x" ? "vertical" : "horizontal"}
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      data-takes-keys
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { from: axis === "x" ? event.clientX : event.clientY, value };
      }}
      onPointerMove={move}
      onPointerUp={() => {
        drag.current = null;
      }}
      onKeyDown={press}
    />
  );
}

interface DialogProps {
  title: string;
  testId: string;
  onClose(): void;
  children: ComponentChildren;
}

/** Closed by Escape, by its button, or by a press beside it. */
export function Dialog({ title, testId, onClose, children }: DialogProps): JSX.Element {
  const { t } = useStudioTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself.
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={`${testId}-title`}
      data-testid={testId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="dialog-sheet">
        {/* What is asked comes first, so that it has the focus. */}
        {children}
        <header class="dialog-head">
          <h2 id={`${testId}-title`}>{title}</h2>
          <Tool icon="close" label={t("dialog.close")} onPress={onClose} />
        </header>
      </div>
    </dialog>
  );
}

/** What a panel shows where it has nothing yet. */
export function Empty({ children }: { children: ComponentChildren }): JSX.Element {
  return <p class="empty">{children}</p>;
}
