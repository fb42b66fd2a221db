/** Fields of the desk's forms: a label, the input, and what is wrong with it. */
import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { useDeskTexts } from "../words.ts";
import { parseYuan, yuanText } from "./money.ts";

interface FrameProps {
  id: string;
  label: string;
  hint?: string | undefined;
  problem?: string | undefined;
  children: ComponentChildren;
}

function FieldFrame({ id, label, hint, problem, children }: FrameProps): JSX.Element {
  return (
    <div class={problem ? "desk-field desk-field-wrong" : "desk-field"}>
      <label for={id}>{label}</label>
      {children}
      {(problem ?? hint) && (
        <p id={`${id}-hint`} class="desk-field-hint">
          {problem ?? hint}
        </p>
      )}
    </div>
  );
}

interface TextProps {
  label: string;
  value: string;
  hint?: string | undefined;
  type?: "text" | "password" | "url" | "date" | "datetime-local";
  rows?: number;
  autoComplete?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  maxLength?: number;
  lang?: string;
  testId?: string;
  onInput(value: string): void;
}

export function TextField(props: TextProps): JSX.Element {
  const id = useId();
  const common = {
    id,
    value: props.value,
    required: props.isRequired ?? false,
    disabled: props.isDisabled ?? false,
    maxLength: props.maxLength ?? 1000,
    lang: props.lang,
    "data-testid": props.testId,
    "aria-describedby": props.hint ? `${id}-hint` : undefined,
  };
  return (
    <FieldFrame id={id} label={props.label} hint={props.hint}>
      {props.rows ? (
        <textarea
          {...common}
          rows={props.rows}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      ) : (
        <input
          {...common}
          type={(props.type ?? "text") as "text"} // The types allow no choice of types.
          autocomplete={props.autoComplete ?? "off"}
          spellcheck={false}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </FieldFrame>
  );
}

interface YuanProps {
  label: string;
  fen: number | null;
  hint?: string | undefined;
  isDisabled?: boolean;
  testId?: string;
  onInput(fen: number | null): void;
}

/** An amount in yuan; null while what is typed is none. */
export function YuanField(props: YuanProps): JSX.Element {
  const { t } = useDeskTexts();
  const id = useId();
  const [text, setText] = useState(props.fen === null ? "" : yuanText(props.fen));
  const typed = parseYuan(text);
  const shown = typed === props.fen ? text : props.fen === null ? text : yuanText(props.fen);
  const isWrong = shown !== "" && parseYuan(shown) === null;
  return (
    <FieldFrame
      id={id}
      label={props.label}
      hint={props.hint}
      problem={isWrong ? t("field.yuan_wrong") : undefined}
    >
      <span class="desk-yuan">
        <span aria-hidden="true">¥</span>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          required
          disabled={props.isDisabled ?? false}
          aria-invalid={isWrong}
          aria-describedby={isWrong || props.hint ? `${id}-hint` : undefined}
          data-testid={props.testId}
          value={shown}
          onInput={(event) => {
            setText(event.currentTarget.value);
            props.onInput(parseYuan(event.currentTarget.value));
          }}
        />
      </span>
    </FieldFrame>
  );
}

interface NumberProps {
  label: string;
  value: number | null;
  hint?: string | undefined;
  isDisabled?: boolean;
  onInput(value: number | null): void;
}

/** A whole number from 1; null where the field is empty. */
export function NumberField(props: NumberProps): JSX.Element {
  const id = useId();
  return (
    <FieldFrame id={id} label={props.label} hint={props.hint}>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={1}
        step={1}
        disabled={props.isDisabled ?? false}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        value={props.value ?? ""}
        onInput={(event) => {
          const value = event.currentTarget.valueAsNumber;
          props.onInput(Number.isInteger(value) ? value : null);
        }}
      />
    </FieldFrame>
  );
}

interface SelectProps {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  isDisabled?: boolean;
  testId?: string;
  onInput(value: string): void;
}

export function SelectField(props: SelectProps): JSX.Element {
  const id = useId();
  return (
    <FieldFrame id={id} label={props.label}>
      <select
        id={id}
        value={props.value}
        disabled={props.isDisabled ?? false}
        data-testid={props.testId}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

interface SwitchProps {
  label: string;
  isOn: boolean;
  hint?: string;
  isDisabled?: boolean;
  onChange(isOn: boolean): void;
}

export function SwitchField(props: SwitchProps): JSX.Element {
  const id = useId();
  return (
    <div class="desk-switch">
      <input
        id={id}
        type="checkbox"
        checked={props.isOn}
        disabled={props.isDisabled ?? false}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p id={`${id}-hint`} class="desk-field-hint">
          {props.hint}
        </p>
      )}
    </div>
  );
}
