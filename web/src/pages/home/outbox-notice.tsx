/** Plays that wait for the network, and what became of them. */
import type { JSX } from "preact";
import { deliver, forgetOutcomes, type Outcome, outbox } from "../../outbox.ts";
import { Button } from "../../ui/button.tsx";
import { formatTimeOfDay } from "../../ui/figures.ts";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";

export function OutboxNotice(): JSX.Element | null {
  const { t } = useTexts();
  const { pending, outcomes, isSending } = useStore(outbox);
  if (pending.length === 0 && outcomes.length === 0) return null;
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
      {pending.length > 0 ? (
        <Button
          icon="retry"
          label={t(isSending ? "outbox.sending" : "outbox.send_now")}
          onPress={() => void deliver()}
        />
      ) : (
        <Button icon="check" label={t("outbox.dismiss")} onPress={() => forgetOutcomes()} />
      )}
    </section>
  );
}

function OutcomeLine({ outcome }: { outcome: Outcome }): JSX.Element {
  const { t, locale } = useTexts();
  return (
    <p data-testid={`outcome-${outcome.answer.status}`}>
      {t("outbox.delivered", {
        time: formatTimeOfDay(new Date(outcome.play.completedAt), locale),
        verdict: t(`verdict.${outcome.answer.status}.title`),
      })}
    </p>
  );
}
