/** What people booked, newest first, a page at a time. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatMoment } from "../../../../ui/figures.ts";
import { type MoneyAnswer, type MoneyEntry, read } from "../../desk-api.ts";
import { Empty } from "../../parts/answers.tsx";
import { WideTable } from "../../parts/wide-table.tsx";
import type { SectionProps } from "../../section-props.ts";
import { useDeskTexts } from "../../words.ts";
import { entryWords } from "./entry-words.ts";
import { TakeBack } from "./take-back.tsx";

interface EntriesProps {
  answer: MoneyAnswer;
  running: SectionProps["running"];
  mayChange: boolean;
  onDone(): Promise<void>;
}

export function Entries({ answer, running, mayChange, onDone }: EntriesProps): JSX.Element {
  const texts = useDeskTexts();
  const { t, locale } = texts;
  const [older, setOlder] = useState<MoneyEntry[]>([]);
  const [moreBefore, setMoreBefore] = useState<number | null | undefined>(undefined);
  const [asks, setAsks] = useState<MoneyEntry | null>(null);
  const next = moreBefore === undefined ? answer.more_before : moreBefore;
  const newest = new Set(answer.entries.map((entry) => entry.index));
  const entries = [...answer.entries, ...older.filter((entry) => !newest.has(entry.index))];
  if (entries.length === 0) return <Empty text="money.empty" />;
  const showOlder = async () => {
    const page = await read<MoneyAnswer>(`money?before=${next}`);
    setOlder([...older, ...page.entries]);
    setMoreBefore(page.more_before);
  };
  return (
    <>
      <WideTable label={t("money.entries")}>
        <thead>
          <tr>
            <th scope="col">{t("column.number")}</th>
            <th scope="col">{t("column.at")}</th>
            <th scope="col">{t("column.kind")}</th>
            <th scope="col">{t("column.task")}</th>
            <th scope="col" class="desk-number">
              {t("column.amount")}
            </th>
            <th scope="col">{t("column.reference")}</th>
            {mayChange && <th scope="col">{t("column.act")}</th>}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => {
            const words = entryWords(entry, running.campaign, texts);
            return (
              <tr key={entry.index} class={entry.corrected_by === null ? "" : "desk-gone"}>
                <td>{entry.index}</td>
                <td>{formatMoment(new Date(entry.at), locale)}</td>
                <td>{words.kind}</td>
                <td class="desk-task">{words.title}</td>
                <td class="desk-number">{words.amount}</td>
                <td class="desk-words">
                  {entry.corrects !== null && `${t("money.corrects", { n: entry.corrects })} `}
                  {entry.reference}
                </td>
                {mayChange && (
                  <td>
                    {entry.corrected_by !== null ? (
                      t("money.corrected", { n: entry.corrected_by })
                    ) : entry.kind === "correction" ? null : (
                      <button
                        type="button"
                        class="desk-link"
                        onClick={() => setAsks(entry)}
                        data-testid={`correct-${entry.index}`}
                      >
                        {t("correct.verb")}
                      </button>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </WideTable>
      {next !== null && (
        <button type="button" class="desk-button" onClick={() => void showOlder()}>
          {t("older")}
        </button>
      )}
      {asks && (
        <TakeBack entry={asks} running={running} onDone={onDone} onClose={() => setAsks(null)} />
      )}
    </>
  );
}
