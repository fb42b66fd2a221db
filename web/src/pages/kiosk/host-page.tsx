/** How the kiosk is, and what its host may order; opened by the code. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApiError } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { navigate } from "../../ui/router.tsx";
import { fetchIsHost, giveCode, leaveHost } from "./host-api.ts";
import { HostStanding } from "./host-standing.tsx";
import { useKioskTexts } from "./words.ts";
import "./host.css";

const TOO_MANY_REQUESTS = 429;

export function HostPage(): JSX.Element {
  const { t } = useKioskTexts();
  const [isHost, setHost] = useState<boolean | null>(null);
  useEffect(() => {
    fetchIsHost().then(
      ({ is_host }) => setHost(is_host),
      () => setHost(false),
    );
  }, []);
  const leave = async (): Promise<void> => {
    await leaveHost().catch(() => undefined);
    setHost(false);
  };
  return (
    <Page title={t("host.title")} look="reading">
      <div class="host">
        <h1>{t("host.title")}</h1>
        {isHost === false && <CodeForm onRight={() => setHost(true)} />}
        {isHost && (
          <>
            <HostStanding onSignedOut={() => setHost(false)} />
            <div class="buttons">
              <Button
                look="main"
                icon="back"
                label={t("host.back")}
                testId="host-back"
                onPress={() => navigate("/kiosk")}
              />
              <Button label={t("host.leave")} testId="host-leave" onPress={() => void leave()} />
            </div>
          </>
        )}
      </div>
    </Page>
  );
}

function CodeForm({ onRight }: { onRight(): void }): JSX.Element {
  const { t } = useKioskTexts();
  const [code, setCode] = useState("");
  const [told, setTold] = useState("");
  const give = async (): Promise<void> => {
    try {
      await giveCode(code.trim());
      onRight();
    } catch (error) {
      setTold(toldOf(error, t));
    }
  };
  return (
    <form
      class="host-code paper"
      data-testid="host-code"
      onSubmit={(event) => {
        event.preventDefault();
        void give();
      }}
    >
      <label for="host-code">{t("host.code")}</label>
      <input
        id="host-code"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        value={code}
        onInput={(event) => setCode(event.currentTarget.value)}
      />
      <p class="fine-print">{t("host.code_help")}</p>
      <p role="status" class="host-told">
        {told}
      </p>
      <button type="submit" class="button button-main">
        {t("host.enter")}
      </button>
    </form>
  );
}

function toldOf(error: unknown, t: ReturnType<typeof useKioskTexts>["t"]): string {
  if (!(error instanceof ApiError)) return t("host.away");
  if (error.status !== TOO_MANY_REQUESTS) return t("host.wrong");
  return t("host.wait", { n: /wait (\d+)/.exec(error.message)?.[1] ?? "60" });
}
