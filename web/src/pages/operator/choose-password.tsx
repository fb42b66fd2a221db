/** Choosing one's own password: before anything else, or later at any time. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { LanguageSwitch } from "../../ui/controls.tsx";
import { ErrorNote } from "./parts/answers.tsx";
import { TextField } from "./parts/fields.tsx";
import { changePassword, noticeEnd } from "./session.ts";
import { useDeskTexts } from "./words.ts";

const CHARACTERS_MIN = 12;

/** The page for the first password, which the server made and printed. */
export function ChoosePassword({ isFirst }: { isFirst: boolean }): JSX.Element {
  const { t } = useDeskTexts();
  return (
    <div class="desk desk-door">
      <main>
        <div class="desk-door-head">
          <h1>{t("password.title")}</h1>
          <LanguageSwitch />
        </div>
        {isFirst && <p class="desk-note">{t("password.first")}</p>}
        <PasswordForm />
      </main>
    </div>
  );
}

export function PasswordForm(): JSX.Element {
  const { t } = useDeskTexts();
  const [old, setOld] = useState("");
  const [chosen, setChosen] = useState("");
  const [repeated, setRepeated] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [at, setAt] = useState<"typing" | "busy" | "done">("typing");
  const isMistyped = repeated !== "" && repeated !== chosen;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isMistyped) return;
    setAt("busy");
    setError(null);
    try {
      await changePassword(old, chosen);
      setOld("");
      setChosen("");
      setRepeated("");
      setAt("done");
    } catch (problem) {
      noticeEnd(problem);
      setError(problem);
      setAt("typing");
    }
  };

  return (
    <form class="desk-panel" onSubmit={(event) => void submit(event)}>
      <TextField
        label={t("password.old")}
        type="password"
        autoComplete="current-password"
        isRequired
        value={old}
        maxLength={200}
        testId="old-password"
        onInput={setOld}
      />
      <TextField
        label={t("password.new")}
        type="password"
        autoComplete="new-password"
        isRequired
        value={chosen}
        maxLength={200}
        hint={t("password.rule", { n: CHARACTERS_MIN })}
        testId="new-password"
        onInput={setChosen}
      />
      <TextField
        label={t("password.again")}
        type="password"
        autoComplete="new-password"
        isRequired
        value={repeated}
        maxLength={200}
        hint={isMistyped ? t("password.differs") : undefined}
        testId="repeat-password"
        onInput={setRepeated}
      />
      <ErrorNote error={error} />
      {at === "done" && (
        <p class="desk-note" role="status">
          {t("password.done")}
        </p>
      )}
      <button
        type="submit"
        class="desk-button desk-button-main"
        disabled={at === "busy" || isMistyped}
        data-testid="save-password"
      >
        {t("password.save")}
      </button>
    </form>
  );
}
