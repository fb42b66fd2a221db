/** One task on a sheet of its own: what its money can do, how far its pledge has gone. */
import type { JSX } from "preact";
import { ButtonLink } from "../../ui/button.tsx";
import { CountUp } from "../../ui/count-up.tsx";
import { formatCount, formatFen, formatFenShort } from "../../ui/figures.ts";
import { taskPicture } from "../../ui/task-pictures.ts";
import { stateTag } from "../../ui/task-state.ts";
import { useTexts } from "../../ui/texts.ts";
import "./task-sheet.css";
import { sharePercent, type TaskStanding, wholeUnits } from "./standing.ts";
import { useImpactTexts } from "./words.ts";

interface TaskSheetProps {
  task: TaskStanding;
  /** Its position, which gives it its colour. */
  place: number;
}

export function TaskSheet({ task, place }: TaskSheetProps): JSX.Element {
  const { t, locale } = useImpactTexts();
  const site = useTexts();
  const { words, totals } = task;
  const picture = taskPicture(words.id);
  const count = (number: number) => formatCount(number, locale);
  const yuan = (fen: number) => formatFen(fen, locale);
  return (
    <li class={`impact-task impact-place-${place % 3}`} data-testid={`task-${words.id}`}>
      <div class="card-picture">
        {picture && <img src={picture} alt="" width="600" height="420" />}
        <p class={`card-tag card-tag-${totals.state}`}>{stateTag(totals, site)}</p>
      </div>
      <div class="impact-task-body">
        <h3>{words.titles[locale]}</h3>
        <Can task={task} />
        <div class="pledge">
          <p class="pledge-sums">
            <CountUp
              value={totals.released_fen}
              format={(fen) => t("task.released", { amount: yuan(fen) })}
            />
            <span>{t("task.pledged", { amount: formatFenShort(totals.pledged_fen, locale) })}</span>
          </p>
          <progress
            value={totals.released_fen}
            max={Math.max(1, totals.pledged_fen)}
            aria-label={t("figures.share", {
              percent: sharePercent(totals.released_fen, totals.pledged_fen),
            })}
          />
          <dl class="impact-task-figures">
            <div>
              <dt>{t("task.plays")}</dt>
              <dd>
                <CountUp value={totals.credited_plays} format={count} />
              </dd>
            </div>
            <div>
              <dt>{t("task.people")}</dt>
              <dd>
                <CountUp value={totals.participants} format={count} />
              </dd>
            </div>
            <div>
              <dt>{t("task.paid")}</dt>
              <dd>
                <CountUp value={totals.paid_fen} format={yuan} />
              </dd>
            </div>
          </dl>
        </div>
        <ButtonLink icon="play" label={t("task.play")} href={`/play/${words.effect}`} />
      </div>
    </li>
  );
}

/** What the released money can do; no part of a unit is ever counted. */
function Can({ task }: { task: TaskStanding }): JSX.Element {
  const { t, locale } = useImpactTexts();
  const { meaning } = task.words;
  const units = wholeUnits(task);
  const unit = meaning.unit[locale] ?? "";
  const rate = formatFenShort(meaning.fen_per_unit, locale);
  const source = meaning.source[locale] ?? "";
  if (units === 0) {
    const released = formatFen(task.totals.released_fen, locale);
    return (
      <div class="impact-can">
        <p>{t("task.can_not_yet", { rate, unit, released })}</p>
        <p class="fine-print">{t("task.rate", { rate, unit, source })}</p>
      </div>
    );
  }
  const [before, after] = t("task.can_amount", { unit }).split("{n}");
  return (
    <div class="impact-can">
      <p>{t("task.can")}</p>
      <p class="impact-can-units">
        {before}
        <strong>
          <CountUp value={units} format={(number) => formatCount(number, locale)} />
        </strong>
        {after}
      </p>
      <p class="fine-print">{t("task.rate", { rate, unit, source })}</p>
    </div>
  );
}
