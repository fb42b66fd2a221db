/** How many pages came how far, by the word of the link they were opened by. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatCount } from "../../../ui/figures.ts";
import { titleOf } from "../campaigns.ts";
import { type FunnelAnswer, type FunnelRow, read, STEPS } from "../desk-api.ts";
import { Answered, Empty } from "../parts/answers.tsx";
import { SelectField, TextField } from "../parts/fields.tsx";
import { useAnswer } from "../parts/use-answer.ts";
import { WideTable } from "../parts/wide-table.tsx";
import type { SectionProps } from "../section-props.ts";
import { useDeskTexts } from "../words.ts";

const DAYS = 30;
const DAY_MS = 24 * 3_600_000;

type By = "channel" | "task";

function day(ago: number): string {
  return new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);
}

/** Return the rows summed over what is not looked at, the largest first. */
function sumBy(rows: readonly FunnelRow[], by: By): FunnelRow[] {
  const sums = new Map<string, FunnelRow>();
  for (const row of rows) {
    const sum = sums.get(row[by]) ?? { channel: row.channel, task: row.task, counts: {} };
    for (const step of STEPS) {
      sum.counts[step] = (sum.counts[step] ?? 0) + (row.counts[step] ?? 0);
    }
    sums.set(row[by], sum);
  }
  const size = (row: FunnelRow) =>
    STEPS.reduce((most, step) => Math.max(most, row.counts[step] ?? 0), 0);
  return [...sums.values()].sort((a, b) => size(b) - size(a));
}

export function FunnelSection({ running }: SectionProps): JSX.Element {
  const { t } = useDeskTexts();
  const [from, setFrom] = useState(day(DAYS - 1));
  const [to, setTo] = useState(day(0));
  const [by, setBy] = useState<By>("channel");
  const days = `from=${from}&to=${to}`;
  const asked = useAnswer(
    () => read<FunnelAnswer>(`funnel?${days}`),
    `${running.campaign.id} ${days}`,
  );
  return (
    <>
      <p class="desk-lead">{t("funnel.lead")}</p>
      <div class="desk-filters">
        <TextField label={t("funnel.from")} type="date" value={from} onInput={setFrom} />
        <TextField label={t("funnel.to")} type="date" value={to} onInput={setTo} />
        <SelectField
          label={t("funnel.by")}
          value={by}
          options={[
            { value: "channel", label: t("column.channel") },
            { value: "task", label: t("column.task") },
          ]}
          onInput={(value) => setBy(value === "task" ? "task" : "channel")}
        />
      </div>
      <Answered asked={asked}>
        {(answer) =>
          answer.rows.length === 0 ? (
            <Empty text="funnel.empty" />
          ) : (
            <Steps rows={answer.rows} by={by} running={running} />
          )
        }
      </Answered>
      <p class="desk-downloads">
        <a href={`/api/operator/downloads/funnel.csv?${days}`} download>
          {t("download.funnel")}
        </a>
      </p>
    </>
  );
}

interface StepsProps {
  rows: readonly FunnelRow[];
  by: By;
  running: SectionProps["running"];
}

function Steps({ rows, by, running }: StepsProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const all = sumBy(
    rows.map((row) => ({ ...row, [by]: "" })),
    by,
  )[0];
  const name = (row: FunnelRow) => {
    if (by === "task") {
      return row.task ? titleOf(running.campaign, row.task, locale) : t("funnel.no_task");
    }
    if (row.channel === "~") return t("funnel.other");
    return row.channel || t("funnel.direct");
  };
  const most = Math.max(1, ...STEPS.map((step) => all?.counts[step] ?? 0));
  return (
    <WideTable label={t("nav.funnel")} class="desk-funnel">
      <thead>
        <tr>
          <th scope="col">{t(`column.${by}`)}</th>
          {STEPS.map((step) => (
            <th key={step} scope="col" class="desk-number">
              {t(`step.${step}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {all && (
          <tr class="desk-sum">
            <th scope="row">{t("funnel.all")}</th>
            {STEPS.map((step) => (
              <td key={step} class="desk-number">
                {formatCount(all.counts[step] ?? 0, locale)}
                <progress max={most} value={all.counts[step] ?? 0} aria-hidden="true" />
              </td>
            ))}
          </tr>
        )}
        {sumBy(rows, by).map((row) => (
          <tr key={row[by]}>
            <th scope="row">{name(row)}</th>
            {STEPS.map((step) => (
              <td key={step} class="desk-number">
                {formatCount(row.counts[step] ?? 0, locale)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
