/** Taking an entry back by its counter-entry, with a reason. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { change, type MoneyEntry, read } from "../../desk-api.ts";
import { ErrorNote } from "../../parts/answers.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { TextField } from "../../parts/fields.tsx";
import type { SectionProps } from "../../section-props.ts";
import { noticeEnd } from "../../session.ts";
import { useDeskTexts } from "../../words.ts";
import { entryWords } from "./entry-words.ts";

interface TakeBackProps {
  entry: MoneyEntry;
  running: SectionProps["running"];
  onDone(): Promise<void>;
  onClose(): void;
}

export function TakeBack({ entry, running, onDone, onClose }: TakeBackProps): JSX.Element {
  const texts = useDeskTexts();
  const { t } = texts;
  return (
    <Confirm
      title={t("correct.ask", entryWords(entry, running.campaign, texts))}
      verb={t("correct.verb")}
      look="stop"
      note={{ label: t("correct.reason"), must: true }}
      act={async (reason) => {
        await change("POST", "corrections", { entry: entry.index, reason });
        await onDone();
      }}
      onClose={onClose}
    >
      <p>{t("correct.explained")}</p>
    </Confirm>
  );
}

interface TakeBackCreditProps {
  running: SectionProps["running"];
  onDone(): Promise<void>;
}

/** Credits are too many to list: one is found by its number in the public ledger. */
export function TakeBackCredit({ running, onDone }: TakeBackCreditProps): JSX.Element {
  const { t } = useDeskTexts();
  const [number, setNumber] = useState("");
  const [entry, setEntry] = useState<MoneyEntry | null>(null);
  const [error, setError] = useState<unknown>(null);
  const look = async (event: Event) => {
    event.preventDefault();
    setError(null);
    try {
      setEntry(await read<MoneyEntry>(`entries/${encodeURIComponent(number.trim())}`));
    } catch (problem) {
      noticeEnd(problem);
      setError(problem);
    }
  };
  return (
    <form class="desk-panel" aria-label={t("correct.other")} onSubmit={(event) => void look(event)}>
      <h2>{t("correct.other")}</h2>
      <TextField
        label={t("correct.number")}
        value={number}
        maxLength={18}
        isRequired
        hint={t("correct.other_lead")}
        onInput={setNumber}
      />
      <ErrorNote error={error} />
      <button type="submit" class="desk-button" disabled={number.trim() === ""}>
        {t("correct.look")}
      </button>
      {entry && (
        <TakeBack entry={entry} running={running} onDone={onDone} onClose={() => setEntry(null)} />
      )}
    </form>
  );
}
