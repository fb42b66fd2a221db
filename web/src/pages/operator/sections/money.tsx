/** Pledges, payouts and counter-entries: what the operator adds to the ledger. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatFen, formatMoment } from "../../../ui/figures.ts";
import { taskOf } from "../campaigns.ts";
import {
  type Balance,
  type Campaign,
  change,
  type MoneyAnswer,
  type MoneyEntry,
  read,
} from "../desk-api.ts";
import type { SectionProps } from "../frame.tsx";
import { Answered, Empty, ErrorNote } from "../parts/answers.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { SelectField, TextField, YuanField } from "../parts/fields.tsx";
import { useAnswer } from "../parts/use-answer.ts";
import { WideTable } from "../parts/wide-table.tsx";
import { noticeEnd } from "../session.ts";
import { type DeskTexts, useDeskTexts } from "../words.ts";

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

interface PartProps {
  answer: MoneyAnswer;
  running: SectionProps["running"];
  onDone(): Promise<void>;
}

interface BalancesProps {
  balances: readonly Balance[];
  running: SectionProps["running"];
}

function Balances({ balances, running }: BalancesProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const fen = (amount: number) => formatFen(amount, locale);
  return (
    <WideTable label={t("money.balances")}>
      <thead>
        <tr>
          <th scope="col">{t("column.task")}</th>
          <th scope="col" class="desk-number">
            {t("balance.pledged")}
          </th>
          <th scope="col" class="desk-number">
            {t("balance.released")}
          </th>
          <th scope="col" class="desk-number">
            {t("balance.paid")}
          </th>
          <th scope="col" class="desk-number">
            {t("balance.unpaid")}
          </th>
        </tr>
      </thead>
      <tbody>
        {balances.map((one) => (
          <tr key={one.task}>
            <th scope="row">{taskOf(running.campaign, one.task)?.titles[locale] ?? one.task}</th>
            <td class="desk-number">{fen(one.pledged_fen)}</td>
            <td class="desk-number">{fen(one.released_fen)}</td>
            <td class="desk-number">{fen(one.paid_fen)}</td>
            <td class="desk-number">{fen(one.released_fen - one.paid_fen)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function Booking({ what, answer, running, onDone }: PartProps & { what: "pledge" | "payout" }) {
  const { t, locale } = useDeskTexts();
  const [task, setTask] = useState(running.campaign.tasks[0]?.id ?? "");
  const [fen, setFen] = useState<number | null>(null);
  const [reference, setReference] = useState("");
  const [turn, setTurn] = useState(0); // A fresh form after each booking.
  const [isAsking, setAsking] = useState(false);
  const balance = answer.balances.find((one) => one.task === task);
  const unpaid = balance ? balance.released_fen - balance.paid_fen : 0;
  const isTooMuch = what === "payout" && fen !== null && fen > unpaid;
  const title = taskOf(running.campaign, task)?.titles[locale] ?? task;
  const amount = fen === null ? "" : formatFen(fen, locale);
  const isReady = fen !== null && fen > 0 && reference.trim() !== "" && !isTooMuch;
  return (
    <form
      class="desk-panel"
      aria-label={t(`${what}.title`)}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) setAsking(true);
      }}
    >
      <h2>{t(`${what}.title`)}</h2>
      <SelectField
        label={t("column.task")}
        value={task}
        options={running.campaign.tasks.map((one) => ({
          value: one.id,
          label: one.titles[locale],
        }))}
        testId={`${what}-task`}
        onInput={setTask}
      />
      <YuanField
        key={`${what}-${turn}`}
        label={t(`${what}.amount`)}
        fen={fen}
        hint={
          what === "payout"
            ? t(isTooMuch ? "payout.too_much" : "payout.at_most", {
                amount: formatFen(unpaid, locale),
              })
            : undefined
        }
        testId={`${what}-amount`}
        onInput={setFen}
      />
      <TextField
        label={t(`${what}.reference`)}
        value={reference}
        maxLength={200}
        isRequired
        hint={t(`${what}.reference_hint`)}
        testId={`${what}-reference`}
        onInput={setReference}
      />
      <button
        type="submit"
        class="desk-button desk-button-main"
        disabled={!isReady}
        data-testid={`${what}-book`}
      >
        {t(`${what}.verb`)}
      </button>
      {isAsking && (
        <Confirm
          title={t(`${what}.ask`, { amount, title })}
          verb={t(`${what}.verb`)}
          act={async () => {
            const path = what === "pledge" ? "pledges" : "payouts";
            await change("POST", path, { task, amount_fen: fen, reference: reference.trim() });
            setFen(null);
            setReference("");
            setTurn(turn + 1);
            await onDone();
          }}
          onClose={() => setAsking(false)}
        >
          <p>{t(`${what}.explained`, { reference: reference.trim() })}</p>
        </Confirm>
      )}
    </form>
  );
}

/** Return what the sentences about an entry are filled with. */
function entryWords(entry: MoneyEntry, campaign: Campaign, { t, locale }: DeskTexts) {
  return {
    kind: t(`kind.${entry.kind}`),
    amount: formatFen(entry.amount_fen, locale),
    title: taskOf(campaign, entry.task)?.titles[locale] ?? entry.task,
    n: entry.index,
  };
}

interface TakeBackProps {
  entry: MoneyEntry;
  running: SectionProps["running"];
  onDone(): Promise<void>;
  onClose(): void;
}

function TakeBack({ entry, running, onDone, onClose }: TakeBackProps): JSX.Element {
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

/** Credits are too many to list: one is found by its number in the public ledger. */
function TakeBackCredit({ running, onDone }: Omit<PartProps, "answer">): JSX.Element {
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

function Entries({ answer, running, mayChange, onDone }: PartProps & { mayChange: boolean }) {
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
