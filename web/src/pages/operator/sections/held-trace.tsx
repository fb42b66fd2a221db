/** What moved in a held play: a small graph a signal, drawn from the trace, what is odd marked. */
import type { JSX } from "preact";
import { type HeldTraceAnswer, read, type TraceMark, type TraceSignal } from "../desk-api.ts";
import { Answered } from "../parts/answers.tsx";
import { useAnswer } from "../parts/use-answer.ts";
import { type DeskTexts, isDeskKey, useDeskTexts } from "../words.ts";
import "./held-trace.css";

const HEIGHT = 100; // Of a graph, in its own units; it is stretched to its place.
const MARGIN = 8; // So that neither line nor marks touch an edge.
const COLUMNS_MAX = 600; // More than a screen has for it; each shows the lowest and highest there.
const MARK_TICKS_MIN_SHARE = 1 / 200; // A jump lasts a tenth of a second, and has to be seen.
const KINDS = ["absent", "still", "jerk", "same"] as const;

export function HeldTrace({ playId }: { playId: string }): JSX.Element {
  const asked = useAnswer(() => read<HeldTraceAnswer>(`reviews/${playId}/trace`), playId);
  return <Answered asked={asked}>{(trace) => <Graphs trace={trace} />}</Answered>;
}

function Graphs({ trace }: { trace: HeldTraceAnswer }): JSX.Element {
  const texts = useDeskTexts();
  const { t } = texts;
  const seconds = Math.round(trace.ticks / trace.tick_hz);
  const kinds = KINDS.filter((kind) => trace.marks.some((mark) => mark.kind === kind));
  return (
    <div class="trace" data-testid="trace">
      <p>{t("trace.lead", { seconds })}</p>
      <ul class="trace-legend">
        {kinds.map((kind) => (
          <li key={kind}>
            <svg viewBox="0 0 30 20" aria-hidden="true" focusable="false">
              <Marked kind={kind} x={5} width={20} height={20} />
            </svg>
            {t(`trace.${kind}`)}
          </li>
        ))}
        {kinds.length === 0 && <li>{t("trace.unmarked")}</li>}
      </ul>
      <ul class="trace-graphs">
        {trace.signals.map((signal) => (
          <li key={signal.name}>
            <Graph signal={signal} trace={trace} texts={texts} />
          </li>
        ))}
      </ul>
      <p class="trace-time">
        <span>0 s</span>
        <span>{seconds} s</span>
      </p>
    </div>
  );
}

interface GraphProps {
  signal: TraceSignal;
  trace: HeldTraceAnswer;
  texts: DeskTexts;
}

function Graph({ signal, trace, texts }: GraphProps): JSX.Element {
  const { t } = texts;
  const low = signal.values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = signal.values.reduce((most, value) => Math.max(most, value), -Infinity);
  const marks = trace.marks.filter((mark) => mark.signal === null || mark.signal === signal.name);
  const key = `signal.${signal.name}`;
  const name = isDeskKey(key) ? t(key) : signal.name;
  const range = { low: measured(low, signal.name), high: measured(high, signal.name) };
  return (
    <figure class="trace-graph">
      <figcaption>
        {name} <span>{low === high ? range.low : t("trace.range", range)}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${trace.ticks} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t("trace.graph", { name, ...range, n: marks.length })}
      >
        {marks.map((mark) => (
          <Place key={`${mark.kind} ${mark.first}`} mark={mark} ticks={trace.ticks} />
        ))}
        <path class="trace-line" d={lineOf(signal.values, low, high)} />
      </svg>
    </figure>
  );
}

/** Thousandths of the picture, or degrees. */
function measured(value: number, name: string): string {
  return name.endsWith("_ddeg") ? `${(value / 10).toFixed(1)}°` : `${value}‰`;
}

function Place({ mark, ticks }: { mark: TraceMark; ticks: number }): JSX.Element {
  const width = Math.max(mark.end - mark.first, ticks * MARK_TICKS_MIN_SHARE);
  return <Marked kind={mark.kind} x={mark.first} width={width} height={HEIGHT} />;
}

/** The kinds differ in where they are, not in colour alone: all, above, below. */
function Marked(props: {
  kind: TraceMark["kind"];
  x: number;
  width: number;
  height: number;
}): JSX.Element {
  const { kind, height, ...place } = props;
  const span = {
    absent: { y: 0, height },
    still: { y: height * 0.3, height: height * 0.4 },
    jerk: { y: 0, height: height * 0.3 },
    same: { y: height * 0.86, height: height * 0.14 },
  }[kind];
  return <rect class={`trace-mark trace-${kind}`} {...place} {...span} />;
}

/** Return the path of a signal; where ticks are many, one column shows the lowest and highest. */
export function lineOf(values: readonly number[], low: number, high: number): string {
  const y = (value: number) =>
    low === high
      ? HEIGHT / 2
      : HEIGHT - MARGIN - ((value - low) / (high - low)) * (HEIGHT - 2 * MARGIN);
  const step = Math.max(1, Math.ceil(values.length / COLUMNS_MAX));
  const points: string[] = [];
  for (let first = 0; first < values.length; first += step) {
    const column = values.slice(first, first + step);
    const ends = step === 1 ? column : [Math.min(...column), Math.max(...column)];
    points.push(...ends.map((value) => `${first + step / 2} ${y(value).toFixed(1)}`));
  }
  return points.length > 0 ? `M${points.join("L")}` : "";
}
