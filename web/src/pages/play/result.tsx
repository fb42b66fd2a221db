/** After the play: the verdict in kind words, the receipt, one fact, and another round. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { PlayKeepsake } from "../../keep/play-keepsake.tsx";
import { deliver, forgetOutcomes } from "../../outbox.ts";
import { refresh } from "../../pwa/refresh.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { formatFen } from "../../ui/figures.ts";
import { taskTotals, useLiveTotals } from "../../ui/live-totals.ts";
import { Page } from "../../ui/page.tsx";
import { useStore } from "../../ui/store.ts";
import { isTextKey, type Texts, useTexts } from "../../ui/texts.ts";
import { type Standing, verdictWords } from "../../ui/verdict-words.ts";
import { Backdrop } from "./backdrop.tsx";
import { Deeds, deedsOf } from "./deeds.tsx";
import type { Delivery } from "./delivery.ts";
import { useEffectWords } from "./effect-words.ts";
import { Emblem } from "./emblem.tsx";
import { FactCard } from "./fact-card.tsx";
import { useModelsAhead } from "./models-ahead.ts";
import type { PlayRun, RunState } from "./play-run.ts";
import { ReceiptSlip } from "./receipt-slip.tsx";

interface ResultProps {
  run: PlayRun;
  state: Extract<RunState, { at: "result" }>;
  delivery: Delivery;
}

/** A verdict, or where the play is waiting. */
function standingOf(delivery: Delivery): Standing {
  if (delivery?.at === "answered") return delivery.answer;
  return { status: delivery?.at === "kept" ? "kept" : "waiting", reason: "" };
}

/** The task's name before the server's own has arrived. */
function taskName(task: string, { t }: Texts): string {
  const key = `task.${task}.name`;
  return isTextKey(key) ? t(key) : task;
}

export function Result({ run, state, delivery }: ResultProps): JSX.Element {
  const texts = useTexts();
  const { t, locale } = texts;
  const release = useStore(run.release);
  const choices = useStore(run.choices);
  const origin = useStore(run.origin);
  const { words } = useEffectWords(release);
  const { ticket } = state;
  const live = useLiveTotals();
  useEffect(() => () => forgetOutcomes(ticket.play_id), [ticket.play_id]);
  useModelsAhead(state.mode === "camera");

  const standing = standingOf(delivery);
  const { status } = standing;
  const receipt = delivery?.at === "answered" ? delivery.answer.receipt : null;
  const task = taskTotals(live, ticket.task)?.titles[locale] ?? taskName(ticket.task, texts);
  const amount = formatFen(receipt?.amount_fen ?? ticket.fen_per_play, locale);
  const told = verdictWords(standing, texts, { amount, task }, words);

  return (
    <Page title={t("title.play", { effect: words.title ?? t("site.name") })} look="play">
      <Backdrop art={release?.art} />
      <div class="result">
        <section
          class={`verdict verdict-${status}`}
          role="status"
          data-testid="verdict"
          data-status={status}
        >
          <Emblem run={run} isGlad />
          <div>
            <h1>{told.title}</h1>
            <p class="lead">{told.text}</p>
            <div class="buttons">
              <NextSteps run={run} status={status} />
            </div>
          </div>
        </section>
        {release && (
          <PlayKeepsake
            release={release}
            ticket={ticket}
            kept={state.kept}
            receipt={receipt}
            task={task}
            facts={state.facts}
            deeds={deedsOf({ facts: state.facts, words }).map(({ text }) => text)}
            stray={Object.values(choices)[0] ?? ""}
            origin={origin}
          />
        )}
        {receipt && <ReceiptSlip receipt={receipt} task={task} />}
        <Deeds facts={state.facts} words={words} />
        <FactCard words={words} seed={ticket.seed} />
      </div>
    </Page>
  );
}

interface NextStepsProps {
  run: PlayRun;
  status: Standing["status"];
}

function NextSteps({ run, status }: NextStepsProps): JSX.Element {
  const { t } = useTexts();
  return (
    <>
      {status === "update_needed" ? (
        <Button
          look="main"
          icon="retry"
          label={t("result.reload")}
          onPress={() => void refresh()}
        />
      ) : (
        <Button
          look="main"
          icon="play"
          label={t("result.again")}
          testId="again"
          onPress={() => run.again()}
        />
      )}
      {status === "kept" && (
        <Button
          icon="retry"
          label={t("result.send_now")}
          testId="send-now"
          onPress={() => void deliver()}
        />
      )}
      <ButtonLink icon="receipt" label={t("result.impact")} href="/impact" testId="impact" />
      <ButtonLink icon="home" label={t("result.home")} href="/" testId="home" />
    </>
  );
}
