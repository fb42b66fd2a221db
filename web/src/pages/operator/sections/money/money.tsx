/** Pledges, payouts and counter-entries: what the operator adds to the ledger. */
import type { JSX } from "preact";
import { type MoneyAnswer, read } from "../../desk-api.ts";
import { Answered } from "../../parts/answers.tsx";
import { useAnswer } from "../../parts/use-answer.ts";
import type { SectionProps } from "../../section-props.ts";
import { useDeskTexts } from "../../words.ts";
import { Balances } from "./balances.tsx";
import { Booking } from "./booking.tsx";
import { Entries } from "./entries.tsx";
import { TakeBackCredit } from "./take-back.tsx";

const REFRESH_MS = 10_000;

export function Money({ running, mayChange }: SectionProps): JSX.Element {
  const { t } = useDeskTexts();
  const asked = useAnswer(() => read<MoneyAnswer>("money"), running.campaign.id, REFRESH_MS);
  return (
    <Answered asked={asked}>
      {(answer) => (
        <>
          <Balances balances={answer.balances} running={running} />
          {mayChange && (
            <div class="desk-cards">
              <Booking
                what="pledge"
                answer={answer}
                running={running}
                onDone={() => asked.reload()}
              />
              <Booking
                what="payout"
                answer={answer}
                running={running}
                onDone={() => asked.reload()}
              />
              <TakeBackCredit running={running} onDone={() => asked.reload()} />
            </div>
          )}
          <h2>{t("money.entries")}</h2>
          <Entries
            answer={answer}
            running={running}
            mayChange={mayChange}
            onDone={() => asked.reload()}
          />
          <p class="desk-downloads">
            <a href="/api/ledger.csv" download>
              {t("download.ledger_csv")}
            </a>
            <a href="/api/ledger.jsonl" download>
              {t("download.ledger_jsonl")}
            </a>
          </p>
        </>
      )}
    </Answered>
  );
}
