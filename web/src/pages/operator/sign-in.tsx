/** The door of the desk. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import logo from "../../art/logo.svg";
import { LanguageSwitch } from "../../ui/controls.tsx";
import { ErrorNote } from "./parts/answers.tsx";
import { TextField } from "./parts/fields.tsx";
import { lookUp, type SessionState, signIn } from "./session.ts";
import { useDeskTexts } from "./words.ts";

interface SignInProps {
  state: Extract<SessionState, { at: "nobody" | "unreachable" }>;
}

export function SignIn({ state }: SignInProps): JSX.Element {
  const { t } = useDeskTexts();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await signIn(name.trim(), password);
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };

  return (
    <div class="desk desk-door">
      <main>
        <div class="desk-door-head">
          <img src={logo} alt="" width="44" height="44" />
          <h1>{t("door.title")}</h1>
          <LanguageSwitch />
        </div>
        {state.at === "unreachable" ? (
          <div class="desk-failed">
            <p class="desk-error" role="alert">
              {t("error.unreachable")}
            </p>
            <button type="button" class="desk-button" onClick={() => void lookUp()}>
              {t("again")}
            </button>
          </div>
        ) : (
          <form class="desk-panel" onSubmit={(event) => void submit(event)}>
            {state.hasEnded && (
              <p class="desk-note" role="status">
                {t("door.ended")}
              </p>
            )}
            <TextField
              label={t("door.name")}
              value={name}
              autoComplete="username"
              isRequired
              maxLength={64}
              testId="name"
              onInput={setName}
            />
            <TextField
              label={t("door.password")}
              type="password"
              value={password}
              autoComplete="current-password"
              isRequired
              maxLength={200}
              testId="password"
              onInput={setPassword}
            />
            <ErrorNote error={error} />
            <button
              type="submit"
              class="desk-button desk-button-main"
              disabled={isBusy}
              data-testid="sign-in"
            >
              {t("door.enter")}
            </button>
            <p class="desk-field-hint">{t("door.lost")}</p>
          </form>
        )}
      </main>
    </div>
  );
}
