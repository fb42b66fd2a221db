/** The form that books a pledge or a payout, and asks once more before it does. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatFen } from "../../../../ui/figures.ts";
import { titleOf } from "../../campaigns.ts";
import { change, type MoneyAnswer } from "../../desk-api.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { SelectField, TextField, YuanField } from "../../parts/fields.tsx";
import type { SectionProps } from "../../section-props.ts";
import { useDeskTexts } from "../../words.ts";

interface BookingProps {
  what: "pledge" | "payout";
  answer: MoneyAnswer;
  running: SectionProps["running"];
  onDone(): Promise<void>;
}

export function Booking({ what, answer, running, onDone }: BookingProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const [task, setTask] = useState(running.campaign.tasks[0]?.id ?? "");
  const [fen, setFen] = useState<number | null>(null);
  const [reference, setReference] = useState("");
  const [turn, setTurn] = useState(0); // A fresh form after each booking.
  const [isAsking, setAsking] = useState(false);
  const balance = answer.balances.find((one) => one.task === task);
  const unpaid = balance ? balance.released_fen - balance.paid_fen : 0;
  const isTooMuch = what === "payout" && fen !== null && fen > unpaid;
  const title = titleOf(running.campaign, task, locale);
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
