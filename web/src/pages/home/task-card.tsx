/** One task as a card of layered paper: its picture, its words, how far its pledge has gone. */
import type { JSX } from "preact";
import type { TaskTotals } from "../../api.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { CountUp } from "../../ui/count-up.tsx";
import { formatCount, formatFen, formatFenShort } from "../../ui/figures.ts";
import { stateTag } from "../../ui/task-state.ts";
import { useTexts } from "../../ui/texts.ts";
import type { Task } from "./tasks.ts";
import { usePortrait } from "./use-portrait.ts";

interface TaskCardProps {
  task: Task;
  totals: TaskTotals | null;
}

export function TaskCard({ task, totals }: TaskCardProps): JSX.Element {
  const texts = useTexts();
  const { t, locale } = texts;
  const { isOpen } = task;
  const portrait = usePortrait(task.picture === undefined ? task.release : null);
  return (
    <li class={isOpen === false ? "card card-coming" : "card card-open"}>
      <div class="card-picture">
        {task.picture && <img src={task.picture} alt="" width="600" height="420" />}
        {portrait && <img class="card-portrait" src={portrait} alt="" width="600" height="420" />}
        {isOpen !== null && (
          <p class="card-tag">{isOpen ? stateTag(totals, texts) : t("card.coming")}</p>
        )}
      </div>
      <div class="card-body">
        <p class="card-cause">{task.name || totals?.titles[locale]}</p>
        <h3>{task.effect}</h3>
        <p>{task.sentence}</p>
        <p class="card-use">{task.use}</p>
        {totals && isOpen && <Pledge totals={totals} />}
        {task.href && (
          <ButtonLink look="main" icon="play" label={t("card.play")} href={task.href} />
        )}
      </div>
    </li>
  );
}

function Pledge({ totals }: { totals: TaskTotals }): JSX.Element {
  const { t, locale } = useTexts();
  const percent = totals.pledged_fen
    ? Math.floor((totals.released_fen * 100) / totals.pledged_fen)
    : 0;
  return (
    <div class="pledge">
      <p class="pledge-sums">
        <span>
          <CountUp
            value={totals.released_fen}
            format={(fen) => t("card.released", { amount: formatFen(fen, locale) })}
          />
        </span>
        <span>{t("card.pledged", { amount: formatFenShort(totals.pledged_fen, locale) })}</span>
      </p>
      <progress
        value={totals.released_fen}
        max={Math.max(1, totals.pledged_fen)}
        aria-label={t("card.share", { percent })}
      />
      <p class="pledge-plays">
        <CountUp
          value={totals.credited_plays}
          format={(count) => t("card.plays", { n: formatCount(count, locale) })}
        />
        <span>
          {totals.state !== "open"
            ? t("card.for_joy")
            : t("card.per_play", { amount: formatFen(totals.fen_per_play, locale) })}
        </span>
      </p>
    </div>
  );
}
