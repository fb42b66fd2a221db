/** Before a play: whom to help, and the camera in plain words, on one page. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { refresh } from "../../pwa/refresh.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { useEffectEntries } from "../../ui/effect-entries.ts";
import { formatComing } from "../../ui/figures.ts";
import { taskTotals, useLiveTotals } from "../../ui/live-totals.ts";
import { Page } from "../../ui/page.tsx";
import { Link } from "../../ui/router.tsx";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { Backdrop } from "./backdrop.tsx";
import { Choices } from "./choices.tsx";
import { Asking, Consent } from "./consent.tsx";
import { useEdgeParts } from "./edge/use-edge-parts.ts";
import { useEffectWords } from "./effect-words.ts";
import type { HelpTopic } from "./help.ts";
import { HowToPlay } from "./how-to-play.tsx";
import type { PlayRun, RunState } from "./play-run.ts";
import { ProblemHelp } from "./problem-help.tsx";

interface StartProps {
  run: PlayRun;
  state: Extract<RunState, { at: "start" | "asking" }>;
}

export function Start({ run, state }: StartProps): JSX.Element {
  const { t, locale } = useTexts();
  const entry = useStore(run.entry);
  const release = useStore(run.release);
  const { words } = useEffectWords(release);
  const live = useLiveTotals();
  const task = entry ? taskTotals(live, entry.task) : undefined;
  const opensAt = task?.opens_at ? formatComing(new Date(task.opens_at), locale) : "";
  const name = entry?.titles[locale] ?? t("site.name");
  const isComing = entry?.status === "coming";

  return (
    <Page title={t("title.play", { effect: name })} look="play">
      <Backdrop art={release?.art} />
      <div class={release || isComing ? "start" : "start is-waiting"}>
        <h1 class="own-words">{words["page.start_title"] ?? name}</h1>
        {isComing ? (
          <NotOpen />
        ) : (
          <>
            {task && task.state !== "open" && (
              <p class="notice" role="status" data-testid={`state-${task.state}`}>
                <span>
                  {t("start.for_joy", { why: t(`start.state.${task.state}`, { date: opensAt }) })}
                </span>{" "}
                <Link href="/impact">{t("nav.impact")}</Link>
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
  const release = useStore(run.release);
  const { own } = useEffectWords(release);
  const hasEdge = useStore(run.hasEdge);
  const edge = useEdgeParts(hasEdge);
  const [isAskingEdge, setAskingEdge] = useState(false);
  if (state.at === "asking") return <Asking onPointer={() => run.playWithoutCamera()} />;
  const { help } = state;
  if (edge && isAskingEdge) {
    return (
      <edge.EdgeConsent
        onAnswer={(agreed) => {
          setAskingEdge(false);
          if (agreed) void run.playWithEdge();
        }}
      />
    );
  }
  if (help === null) {
    return (
      <Consent
        own={own}
        onCamera={() => void run.playWithCamera()}
        onPointer={() => run.playWithoutCamera()}
        onPhoto={release?.manifest.photo ? (photo) => void run.playWithPhoto(photo) : null}
      >
        {edge && hasEdge && <edge.EdgeChoice onPress={() => setAskingEdge(true)} />}
      </Consent>
    );
  }
  return (
    <ProblemHelp
      topic={help}
      onRetry={() => retry(run, help)}
      onPointer={() => run.playWithoutCamera()}
    />
  );
}

function retry(run: PlayRun, help: HelpTopic): void {
  if (help === "update_needed") void refresh();
  else if (help === "photo_unreadable") run.help(null);
  else run.again();
}

/** There is always another way to go: a lens that is open, or home. */
function NotOpen(): JSX.Element {
  const { t, locale } = useTexts();
  const open = useEffectEntries()?.find(({ status }) => status === "open");
  return (
    <section class="paper lost" data-testid="not-open">
      <p class="lead">{t("start.not_open")}</p>
      {open ? (
        <ButtonLink
          look="main"
          icon="play"
          label={open.titles[locale] ?? t("card.play")}
          href={`/play/${open.id}`}
        />
      ) : (
        <ButtonLink look="main" icon="home" label={t("nav.home")} href="/" />
      )}
    </section>
  );
}
