/** Plays that wait for the network, and what became of them. */
import type { JSX } from "preact";
import { deliver, forgetOutcomes, type KeptPlay, type Outcome, outbox } from "../../outbox.ts";
import { Button } from "../../ui/button.tsx";
import { formatMoment, formatTimeOfDay } from "../../ui/figures.ts";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { verdictWords } from "../../ui/verdict-words.ts";

export function OutboxNotice(): JSX.Element | null {
  const { t } = useTexts();
  const { pending, held, outcomes, isSending } = useStore(outbox);
  // What this visit was just told is being checked needs no second line.
  const isTold = outcomes.some(({ answer }) => answer.status === "held");
  const checked = isTold ? [] : held;
  if (pending.length + checked.length + outcomes.length === 0) return null;
  return (
    <section class="notice" aria-label={t("outbox.title")} role="status" data-testid="outbox">
      {outcomes.map((outcome) => (
        <OutcomeLine key={outcome.play.playId} outcome={outcome} />
      ))}
      {pending.length > 0 && (
        <p>
          {t(pending.length === 1 ? "outbox.pending_one" : "outbox.pending_many", {
            n: pending.length,
          })}
        </p>
      )}
      {checked.length > 0 && <HeldLine held={checked} />}
      {pending.length > 0 && (
        <Button
          icon="retry"
          label={t(isSending ? "outbox.sending" : "outbox.send_now")}
          onPress={() => void deliver()}
        />
      )}
      {pending.length === 0 && outcomes.length > 0 && (
        <Button icon="check" label={t("outbox.dismiss")} onPress={() => forgetOutcomes()} />
      )}
    </section>
  );
}

/** How many plays a person checks, and by when all of them are decided. */
function HeldLine({ held }: { held: readonly KeptPlay[] }): JSX.Element {
  const { t, locale } = useTexts();
  const last = Math.max(...held.map(({ decidedBy }) => Date.parse(decidedBy ?? "")));
  return (
    <p data-testid="held">
      {t(held.length === 1 ? "outbox.held_one" : "outbox.held_many", {
        n: held.length,
        decided_by: formatMoment(new Date(last), locale),
      })}
    </p>
  );
}

function OutcomeLine({ outcome }: { outcome: Outcome }): JSX.Element {
  const texts = useTexts();
  const { answer, play } = outcome;
  const { title, text } = verdictWords(answer, texts, {});
  return (
    <p data-testid={`outcome-${answer.status}`}>
      {texts.t("outbox.delivered", {
        time: formatTimeOfDay(new Date(play.completedAt), texts.locale),
        verdict: title,
      })}
      {answer.status !== "credited" && <span class="outcome-why"> {text}</span>}
    </p>
  );
}
