/** What a section shows while it waits, when it failed, and when there is nothing. */
import type { ComponentChildren, JSX } from "preact";
import { ApiError, Unreachable } from "../../../api.ts";
import { Icon } from "../../../ui/icon.tsx";
import { type DeskKey, type DeskTexts, isDeskKey, useDeskTexts } from "../words.ts";
import type { Asked } from "./use-answer.ts";

export function Loading(): JSX.Element {
  const { t } = useDeskTexts();
  return (
    <div class="desk-wait" role="status">
      <span class="desk-wait-line" />
      <span class="desk-wait-line" />
      <span class="desk-wait-line" />
      <span class="unseen">{t("wait")}</span>
    </div>
  );
}

/** Return the sentence for what went wrong. */
function errorWords(error: unknown, t: DeskTexts["t"]): string {
  if (error instanceof ApiError) {
    const key = `error.${error.code}`;
    return t(isDeskKey(key) ? key : "error.other", { detail: error.message });
  }
  return t(error instanceof Unreachable ? "error.unreachable" : "error.other", {
    detail: String(error),
  });
}

export function ErrorNote({ error }: { error: unknown }): JSX.Element | null {
  const { t } = useDeskTexts();
  if (error === null || error === undefined) return null;
  return (
    <p class="desk-error" role="alert">
      {errorWords(error, t)}
    </p>
  );
}

export function Empty({ text }: { text: DeskKey }): JSX.Element {
  const { t } = useDeskTexts();
  return <p class="desk-empty">{t(text)}</p>;
}

interface AnsweredProps<T> {
  asked: Asked<T>;
  children(answer: T): ComponentChildren;
}

/** Show an answer, or why there is none; an old one stays while a new one is on its way. */
export function Answered<T>({ asked, children }: AnsweredProps<T>): JSX.Element {
  const { t } = useDeskTexts();
  return (
    <>
      {asked.error !== null && (
        <div class="desk-failed">
          <ErrorNote error={asked.error} />
          <button type="button" class="desk-button" onClick={() => void asked.reload()}>
            <Icon name="retry" />
            {t("again")}
          </button>
        </div>
      )}
      {asked.answer === null ? asked.error === null && <Loading /> : children(asked.answer)}
    </>
  );
}
