/** Before a play: whom to help, and the camera in plain words, on one page. */
import type { JSX } from "preact";
import { refresh } from "../../pwa/refresh.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { isSpent, taskTotals, useLiveTotals } from "../../ui/live-totals.ts";
import { Page } from "../../ui/page.tsx";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { Choices } from "./choices.tsx";
import { Asking, Consent } from "./consent.tsx";
import { HowToPlay } from "./how-to-play.tsx";
import type { PlayRun, RunState } from "./play-run.ts";
import { ProblemHelp } from "./problem-help.tsx";
import { Street } from "./street.tsx";

interface StartProps {
  run: PlayRun;
  state: Extract<RunState, { at: "start" | "asking" }>;
}

export function Start({ run, state }: StartProps): JSX.Element {
  const { t, locale } = useTexts();
  const entry = useStore(run.entry);
  const release = useStore(run.release);
  const live = useLiveTotals();
  const isUnfunded = entry ? isSpent(taskTotals(live, entry.task)) : false;
  const title = t("title.play", { effect: entry?.titles[locale] ?? t("site.name") });

  return (
    <Page title={title} look="play">
      <Street art={release?.art} />
      <div class="start">
        <h1>{entry?.status === "coming" ? entry.titles[locale] : t("start.title")}</h1>
        {entry?.status === "coming" ? (
          <NotOpen />
        ) : (
          <>
            {isUnfunded && (
              <p class="notice" role="status" data-testid="unfunded">
                {t("start.unfunded")}
              </p>
            )}
            <div class="start-columns">
              <Choices run={run} />
              <Permission run={run} state={state} />
              <HowToPlay run={run} />
            </div>
          </>
        )}
      </div>
    </Page>
  );
}

function Permission({ run, state }: StartProps): JSX.Element {
  if (state.at === "asking") return <Asking onPointer={() => run.playWithoutCamera()} />;
  const { help } = state;
  if (help === null) {
    return (
      <Consent
        onCamera={() => void run.playWithCamera()}
        onPointer={() => run.playWithoutCamera()}
      />
    );
  }
  return (
    <ProblemHelp
      topic={help}
      onRetry={() => (help === "update_needed" ? void refresh() : run.again())}
      onPointer={() => run.playWithoutCamera()}
    />
  );
}

function NotOpen(): JSX.Element {
  const { t } = useTexts();
  return (
    <section class="paper lost" data-testid="not-open">
      <p class="lead">{t("start.not_open")}</p>
      <ButtonLink look="main" icon="play" label={t("home.play")} href="/play/dodge_food" />
    </section>
  );
}
