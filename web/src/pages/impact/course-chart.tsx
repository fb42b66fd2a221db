/** What was released over time: bars to look at, a table to read, the newest figures in both. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { formatCount, formatFen } from "../../ui/figures.ts";
import type { Locale } from "../../ui/preferences.ts";
import { useBoxSize } from "./box-size.ts";
import "./course.css";
import { type Span, spanFen, spanPlays, withLive } from "./course.ts";
import { CourseBars } from "./course-bars.tsx";
import { ScrollBox } from "./scroll-box.tsx";
import type { Standing } from "./standing.ts";
import { useImpactTexts } from "./words.ts";

export type Pace = "hours" | "days";

/** Days are those of the campaign's country, whatever clock the visitor lives by. */
const CHINA = "Asia/Shanghai";

function nameOf(span: Span, pace: Pace, locale: Locale, isLong: boolean): string {
  const format: Intl.DateTimeFormatOptions =
    pace === "days"
      ? { month: isLong ? "long" : "short", day: "numeric", timeZone: CHINA }
      : { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  if (pace === "hours" && isLong) Object.assign(format, { month: "short", day: "numeric" });
  return new Intl.DateTimeFormat(locale, format).format(span.startsAt);
}

export function CourseChart({ standing }: { standing: Standing }): JSX.Element {
  const { t } = useImpactTexts();
  const [pace, setPace] = useState<Pace>("hours");
  const spans = useSpans(standing, pace);
  return (
    <section class="impact-course paper" aria-labelledby="impact-course">
      <header>
        <h2 id="impact-course">{t("course.title")}</h2>
        <fieldset class="language-switch course-paces">
          <legend class="unseen">{t("course.choice")}</legend>
          {(["hours", "days"] as const).map((option) => (
            <button
              key={option}
              type="button"
              aria-pressed={option === pace}
              data-testid={`pace-${option}`}
              onClick={() => setPace(option)}
            >
              {t(`course.${option}`)}
            </button>
          ))}
        </fieldset>
      </header>
      <Picture key={pace} spans={spans} pace={pace} />
      <Legend standing={standing} />
      <p class="fine-print">
        {t("course.note")} {pace === "days" && t("course.day_note")}
      </p>
      <details class="course-details">
        <summary data-testid="course-table">{t("course.table")}</summary>
        <CourseTable standing={standing} spans={spans} pace={pace} />
      </details>
    </section>
  );
}

export function useSpans({ impact, live }: Standing, pace: Pace): Span[] {
  if (!impact) return [];
  const course = pace === "hours" ? impact.by_hour : impact.by_day;
  return withLive(course, impact, live.totals?.tasks ?? []);
}

/** The bars and, below them, one span in words: the one pointed at, else the newest. */
export function Picture({ spans, pace }: { spans: Span[]; pace: Pace }): JSX.Element {
  const { t, locale } = useImpactTexts();
  const box = useRef<HTMLDivElement>(null);
  const size = useBoxSize(box);
  const [pointed, setPointed] = useState<number | null>(null);
  const chosen = Math.min(pointed ?? spans.length - 1, spans.length - 1);
  const span = spans[chosen];
  const isEmpty = spans.every((one) => spanFen(one) === 0);
  return (
    <>
      <div ref={box} class="course-picture" onPointerLeave={() => setPointed(null)}>
        {size && spans.length > 0 && (
          <CourseBars
            spans={spans}
            size={size}
            locale={locale}
            label={t("course.picture")}
            chosen={pointed === null ? -1 : chosen}
            onChoose={setPointed}
            nameOf={(one) => nameOf(one, pace, locale, false)}
          />
        )}
      </div>
      <p class={isEmpty ? "course-reading is-empty" : "course-reading"}>
        {span && !isEmpty
          ? t("course.reading", {
              time: nameOf(span, pace, locale, true),
              amount: formatFen(spanFen(span), locale),
              n: formatCount(spanPlays(span), locale),
            })
          : t("course.none")}
      </p>
    </>
  );
}

/** A piece of the cloth that a task's bars are made of. */
export function Swatch({ place }: { place: number }): JSX.Element {
  return (
    <svg class="course-swatch" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <rect class={`course-task course-task-${place % 3}`} width="20" height="20" rx="5" />
    </svg>
  );
}

function Legend({ standing }: { standing: Standing }): JSX.Element {
  const { locale } = useImpactTexts();
  return (
    <ul class="course-legend">
      {standing.tasks.map(({ words }, place) => (
        <li key={words.id}>
          <Swatch place={place} />
          {words.titles[locale]}
        </li>
      ))}
    </ul>
  );
}

interface CourseTableProps {
  standing: Standing;
  spans: readonly Span[];
  pace: Pace;
}

function CourseTable({ standing, spans, pace }: CourseTableProps): JSX.Element {
  const { t, locale } = useImpactTexts();
  const told = spans.filter((span) => spanPlays(span) > 0 || spanFen(span) !== 0).reverse();
  return (
    <ScrollBox class="course-table" label={t("course.table_caption")}>
      <table>
        <caption class="unseen">{t("course.table_caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("course.time")}</th>
            {standing.tasks.map(({ words }) => (
              <th key={words.id} scope="col">
                {words.titles[locale]}
              </th>
            ))}
            <th scope="col">{t("course.plays")}</th>
          </tr>
        </thead>
        <tbody>
          {told.map((span) => (
            <tr key={span.startsAt.getTime()}>
              <th scope="row">{nameOf(span, pace, locale, true)}</th>
              {standing.tasks.map(({ words }, place) => (
                <td key={words.id}>{formatFen(span.releasedFen[place] ?? 0, locale)}</td>
              ))}
              <td>{formatCount(spanPlays(span), locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
