/** How it stands: money by task, and what waits for the operator. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatCount, formatFen, formatMoment } from "../../../ui/figures.ts";
import { Link } from "../../../ui/router.tsx";
import { taskOf } from "../campaigns.ts";
import type { Balance, CampaignTask, Overview } from "../desk-api.ts";
import { read } from "../desk-api.ts";
import { Answered } from "../parts/answers.tsx";
import { useAnswer } from "../parts/use-answer.ts";
import { PauseDialog } from "../pause-dialog.tsx";
import type { SectionProps } from "../section-props.ts";
import { useDeskTexts } from "../words.ts";

const REFRESH_MS = 5_000;

export function OverviewSection({ running, mayChange }: SectionProps): JSX.Element {
  const asked = useAnswer(() => read<Overview>("overview"), running.campaign.id, REFRESH_MS);
  return (
    <Answered asked={asked}>
      {(overview) => (
        <>
          <Waiting overview={overview} running={running} />
          <div class="desk-cards">
            {overview.balances.map((balance) => {
              const task = taskOf(running.campaign, balance.task);
              return (
                task && (
                  <TaskCard key={task.id} task={task} balance={balance} mayChange={mayChange} />
                )
              );
            })}
          </div>
        </>
      )}
    </Answered>
  );
}

interface WaitingProps {
  overview: Overview;
  running: SectionProps["running"];
}

/** What somebody should do next; nothing, where all is done. */
function Waiting({ overview, running }: WaitingProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const unpaid = overview.balances.reduce((sum, one) => sum + one.released_fen - one.paid_fen, 0);
  const unpledged = overview.balances.filter((one) => one.pledged_fen === 0);
  const { is_example: isExample, closes_at: closesAt } = running.campaign;
  const items: [string, string][] = [];
  if (overview.reviews_open > 0 && overview.reviews_due_at) {
    const due = formatMoment(new Date(overview.reviews_due_at), locale);
    items.push(["review", t("waiting.reviews", { n: overview.reviews_open, due })]);
  }
  if (unpaid > 0) items.push(["money", t("waiting.unpaid", { amount: formatFen(unpaid, locale) })]);
  if (unpledged.length > 0) items.push(["money", t("waiting.unpledged", { n: unpledged.length })]);
  if (isExample) items.push(["campaign", t("waiting.example")]);
  if (closesAt) {
    const at = formatMoment(new Date(closesAt), locale);
    items.push(["campaign", t("waiting.closes", { at })]);
  }
  return (
    <section class="desk-panel" aria-label={t("waiting.title")}>
      <h2>{t("waiting.title")}</h2>
      {items.length === 0 ? (
        <p>{t("waiting.nothing")}</p>
      ) : (
        <ul class="desk-todo">
          {items.map(([section, words]) => (
            <li key={words}>
              <Link href={`/operator/${section}`}>{words}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface TaskCardProps {
  task: CampaignTask;
  balance: Balance;
  mayChange: boolean;
}

function TaskCard({ task, balance, mayChange }: TaskCardProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const [isAsking, setAsking] = useState(false);
  const fen = (amount: number) => formatFen(amount, locale);
  const share = balance.pledged_fen === 0 ? 0 : balance.released_fen / balance.pledged_fen;
  return (
    <section class="desk-panel desk-task" aria-label={task.titles[locale]}>
      <h2>
        {task.titles[locale]}
        {task.is_paused && <span class="desk-chip desk-chip-paused">{t("standing.paused")}</span>}
      </h2>
      <progress
        max={1}
        value={share}
        aria-label={t("balance.share", { percent: Math.floor(share * 100) })}
      />
      <dl class="desk-figures">
        <div>
          <dt>{t("balance.pledged")}</dt>
          <dd>{fen(balance.pledged_fen)}</dd>
        </div>
        <div>
          <dt>{t("balance.released")}</dt>
          <dd>{fen(balance.released_fen)}</dd>
        </div>
        <div>
          <dt>{t("balance.left")}</dt>
          <dd>{fen(balance.pledged_fen - balance.released_fen)}</dd>
        </div>
        <div>
          <dt>{t("balance.paid")}</dt>
          <dd>{fen(balance.paid_fen)}</dd>
        </div>
        <div>
          <dt>{t("balance.plays")}</dt>
          <dd>{formatCount(balance.credited_plays, locale)}</dd>
        </div>
        <div>
          <dt>{t("balance.participants")}</dt>
          <dd>{formatCount(balance.participants, locale)}</dd>
        </div>
        <div>
          <dt>{t("field.task.fen_per_play")}</dt>
          <dd>{fen(task.fen_per_play)}</dd>
        </div>
      </dl>
      {mayChange && (
        <button type="button" class="desk-button" onClick={() => setAsking(true)}>
          {t(task.is_paused ? "resume.task" : "pause.task")}
        </button>
      )}
      {isAsking && (
        <PauseDialog task={task} pause={!task.is_paused} onClose={() => setAsking(false)} />
      )}
    </section>
  );
}
