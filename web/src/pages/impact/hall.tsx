/** Everything at once for a big screen that is read from three metres and touched by nobody. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { Totals } from "../../api.ts";
import logo from "../../art/logo.svg";
import { CountUp } from "../../ui/count-up.tsx";
import { formatCount, formatFen, formatFenShort } from "../../ui/figures.ts";
import { LiveLink } from "../../ui/live-link.tsx";
import { taskPicture } from "../../ui/task-pictures.ts";
import { stateTag } from "../../ui/task-state.ts";
import { useTexts } from "../../ui/texts.ts";
import { Picture, Swatch, useSpans } from "./course-chart.tsx";
import { CreditRoll } from "./credit-roll.tsx";
import { ExampleBanner } from "./example-banner.tsx";
import "./hall.css";
import { sumOf } from "../../ui/totals-figures.tsx";
import { JoinCode } from "./join-code.tsx";
import { type Standing, sharePercent, type TaskStanding, wholeUnits } from "./standing.ts";
import { useImpactTexts } from "./words.ts";

export function Hall({ standing }: { standing: Standing }): JSX.Element {
  const { t, locale } = useImpactTexts();
  const site = useTexts();
  const { campaign, live, tasks } = standing;
  useHallType();
  useEffect(() => {
    document.title = t("title.impact");
  }, [locale]);
  return (
    <main class="page hall" tabIndex={-1}>
      <header class="hall-head">
        <img src={logo} alt="" width="44" height="44" />
        <h1>
          {site.t("site.name")} <span>{t("impact.title")}</span>
        </h1>
        {campaign?.is_example && <ExampleBanner />}
      </header>
      <section class="ticket hall-sum" aria-label={t("figures.title")} data-testid="totals">
        {live.totals && <Sum totals={live.totals} />}
        <LiveLink live={live} />
      </section>
      <ul class="hall-tasks">
        {tasks.map((task, place) => (
          <HallTask key={task.words.id} task={task} place={place} />
        ))}
      </ul>
      <HallCourse standing={standing} />
      <CreditRoll standing={standing} />
      <JoinCode campaign={campaign} />
    </main>
  );
}

/** The whole page is in the size of the screen; nothing else on it scrolls. */
function useHallType(): void {
  useEffect(() => {
    document.documentElement.classList.add("is-hall");
    return () => document.documentElement.classList.remove("is-hall");
  }, []);
}

/** A figure as large as its letters let it be. */
function Figure(props: {
  name: string;
  class?: string;
  testId?: string;
  value: number;
  format(value: number): string;
}): JSX.Element {
  return (
    <div class={props.class}>
      <dt>{props.name}</dt>
      <dd data-testid={props.testId} style={{ "--letters": `${props.format(props.value).length}` }}>
        <CountUp value={props.value} format={props.format} />
      </dd>
    </div>
  );
}

function Sum({ totals }: { totals: Totals }): JSX.Element {
  const { t, locale } = useImpactTexts();
  const released = sumOf(totals, "released_fen");
  const pledged = sumOf(totals, "pledged_fen");
  const count = (number: number) => formatCount(number, locale);
  return (
    <dl>
      <Figure
        name={t("figures.released")}
        class="hall-released"
        testId="released"
        value={released}
        format={(fen) => formatFen(fen, locale)}
      />
      <div class="hall-share">
        <dt>{t("figures.of_pledged", { amount: formatFenShort(pledged, locale) })}</dt>
        <dd>
          <progress
            value={released}
            max={Math.max(1, pledged)}
            aria-label={t("figures.share", { percent: sharePercent(released, pledged) })}
          />
        </dd>
      </div>
      <Figure
        name={t("figures.plays")}
        testId="plays"
        value={sumOf(totals, "credited_plays")}
        format={count}
      />
      <Figure
        name={t("figures.people")}
        testId="people"
        value={totals.participants}
        format={count}
      />
      <Figure
        name={t("figures.paid")}
        class="hall-paid"
        testId="paid"
        value={sumOf(totals, "paid_fen")}
        format={(fen) => formatFen(fen, locale)}
      />
    </dl>
  );
}

function HallTask({ task, place }: { task: TaskStanding; place: number }): JSX.Element {
  const { t, locale } = useImpactTexts();
  const site = useTexts();
  const { words, totals } = task;
  const picture = taskPicture(words.id);
  const units = wholeUnits(task);
  const unit = words.meaning.unit[locale] ?? "";
  const rate = formatFenShort(words.meaning.fen_per_unit, locale);
  const released = formatFen(totals.released_fen, locale);
  const [before, after] = t("task.can_amount", { unit }).split("{n}");
  return (
    <li class={`hall-task impact-place-${place % 3}`}>
      {picture && <img src={picture} alt="" width="600" height="420" />}
      <div class="hall-task-words">
        <h2>
          <Swatch place={place} /> {words.titles[locale]}
        </h2>
        {totals.state !== "open" && <p class="hall-state">{stateTag(totals, site)}</p>}
        {units === 0 ? (
          <p>{t("task.can_not_yet", { rate, unit, released })}</p>
        ) : (
          <p class="hall-can">
            {t("hall.can")} {before}
            <strong>
              <CountUp value={units} format={(number) => formatCount(number, locale)} />
            </strong>
            {after}
          </p>
        )}
        <p class="hall-task-sums">
          <CountUp value={totals.released_fen} format={(fen) => formatFen(fen, locale)} />
          <CountUp
            value={totals.credited_plays}
            format={(plays) => t("hall.plays", { n: formatCount(plays, locale) })}
          />
        </p>
      </div>
    </li>
  );
}

function HallCourse({ standing }: { standing: Standing }): JSX.Element {
  const { t } = useImpactTexts();
  const spans = useSpans(standing, "hours");
  return (
    <section class="hall-course paper" aria-labelledby="hall-course">
      <h2 id="hall-course">
        {t("course.title")} <span>{t("course.hours")}</span>
      </h2>
      <Picture spans={spans} pace="hours" />
    </section>
  );
}
