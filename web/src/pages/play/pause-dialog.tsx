/** A question over a play that stands still. Escape answers it as onCancel says. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface PauseDialogProps {
  /** id of the heading among the children. */
  heading: string;
  testId: string;
  class?: string;
  onCancel(): void;
  children: ComponentChildren;
}

export function PauseDialog(props: PauseDialogProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="pause"
      aria-labelledby={props.heading}
      data-testid={props.testId}
      onCancel={(event) => {
        event.preventDefault();
        props.onCancel();
      }}
    >
      <div class={`pause-sheet paper ${props.class ?? ""}`.trim()}>{props.children}</div>
    </dialog>
  );
}
