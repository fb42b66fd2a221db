/** Says in words what is about to happen, and does it only then. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { noticeEnd } from "../session.ts";
import { useDeskTexts } from "../words.ts";
import { ErrorNote } from "./answers.tsx";
import { TextField } from "./fields.tsx";

interface ConfirmProps {
  title: string;
  /** The button that does it, by its verb. */
  verb: string;
  look?: "main" | "stop";
  children?: ComponentChildren;
  /** Asks for a note with this label; `must`: it may not be left out. */
  note?: { label: string; must?: boolean };
  act(note: string): Promise<void>;
  onClose(): void;
}

export function Confirm(props: ConfirmProps): JSX.Element {
  const { t } = useDeskTexts();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [note, setNote] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  const act = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    try {
      await props.act(note.trim());
      props.onClose();
    } catch (problem) {
      noticeEnd(problem);
      setError(problem);
      setBusy(false);
    }
  };

  return (
    <dialog
      ref={dialog}
      class="desk-dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!isBusy) props.onClose();
      }}
    >
      <form onSubmit={(event) => void act(event)}>
        <h2 id={id}>{props.title}</h2>
        {props.children}
        {props.note && (
          <TextField
            label={props.note.label}
            value={note}
            rows={2}
            isRequired={props.note.must ?? false}
            testId="confirm-note"
            onInput={setNote}
          />
        )}
        <ErrorNote error={error} />
        <div class="desk-dialog-buttons">
          <button type="button" class="desk-button" disabled={isBusy} onClick={props.onClose}>
            {t("cancel")}
          </button>
          <button
            type="submit"
            class={`desk-button desk-button-${props.look ?? "main"}`}
            disabled={isBusy || (props.note?.must === true && note.trim() === "")}
            data-testid="confirm"
          >
            {props.verb}
          </button>
        </div>
      </form>
    </dialog>
  );
}
