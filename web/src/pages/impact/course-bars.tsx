/** The bars of the course, one a span of time, stacked by task. Told apart by pattern too. */
import type { JSX } from "preact";
import { formatFenShort } from "../../ui/figures.ts";
import type { Locale } from "../../ui/preferences.ts";
import type { BoxSize } from "./box-size.ts";
import { type Span, spanFen, ticksTo } from "./course.ts";

const TICK_EM = 2.1; // Least distance of two lines of the scale.
const LABEL_EM = 5.2; // Room for a time below.
const GAP_SHARE = 0.22; // Of a bar's place.
const GAP_PX_MAX = 6;

interface CourseBarsProps {
  spans: readonly Span[];
  size: BoxSize;
  locale: Locale;
  label: string;
  /** The span that is read out, by its position. */
  chosen: number;
  onChoose(position: number): void;
  nameOf(span: Span): string;
}

export function CourseBars(props: CourseBarsProps): JSX.Element {
  const { spans, size, locale, chosen } = props;
  const { width, height, em } = size;
  const ticks = ticksTo(
    Math.max(...spans.map(spanFen)),
    Math.max(2, Math.floor(height / em / TICK_EM) - 1),
  );
  const top = ticks.at(-1) || 1;
  const words = ticks.map((fen) => formatFenShort(fen, locale));
  const plot = {
    left: Math.ceil(Math.max(...words.map((word) => word.length)) * em * 0.62) + em,
    right: width - em * 0.4,
    top: em,
    bottom: height - em * 1.9,
  };
  const y = (fen: number) => plot.bottom - (fen / top) * (plot.bottom - plot.top);
  const step = (plot.right - plot.left) / Math.max(1, spans.length);
  const gap = Math.min(GAP_PX_MAX, step * GAP_SHARE);
  const every = Math.max(1, Math.ceil((LABEL_EM * em) / step));
  const choose = (event: PointerEvent) => {
    const box = (event.currentTarget as SVGElement).getBoundingClientRect();
    const at = Math.floor((event.clientX - box.left - plot.left) / step);
    if (at >= 0 && at < spans.length) props.onChoose(at);
  };

  return (
    <svg
      class="course-bars"
      width={width}
      height={height}
      role="img"
      aria-label={props.label}
      onPointerMove={choose}
      onPointerDown={choose}
    >
      <Patterns unit={Math.max(3, em * 0.4)} />
      {ticks.map((fen, n) => (
        <g key={fen} class={n === 0 ? "course-ground" : "course-tick"}>
          <path d={`M${plot.left} ${Math.round(y(fen)) + 0.5}H${plot.right}`} />
          <text x={plot.left - em * 0.5} y={y(fen) + em * 0.35} text-anchor="end">
            {words[n]}
          </text>
        </g>
      ))}
      {spans.map((span, n) => {
        const x = plot.left + n * step;
        // Counted from the newest, so that the end of the scale always has its word.
        const hasLabel =
          (spans.length - 1 - n) % every === 0 && x + step / 2 > plot.left + em * 1.6;
        return (
          <g key={span.startsAt.getTime()} class={n === chosen ? "course-chosen" : undefined}>
            {n === chosen && (
              <rect
                class="course-cursor"
                x={x}
                y={plot.top}
                width={step}
                height={plot.bottom - plot.top}
              />
            )}
            <Stack span={span} x={x + gap / 2} width={step - gap} y={y} />
            {hasLabel && (
              <text
                x={Math.min(x + step / 2, plot.right - em * 1.4)}
                y={plot.bottom + em * 1.4}
                text-anchor="middle"
              >
                {props.nameOf(span)}
              </text>
            )}
          </g>
        );
      })}
    </svg>
  );
}

interface StackProps {
  span: Span;
  x: number;
  width: number;
  y(fen: number): number;
}

function Stack({ span, x, width, y }: StackProps): JSX.Element {
  let below = 0;
  return (
    <g class="course-stack">
      {span.releasedFen.map((fen, task) => {
        const from = below;
        below += Math.max(0, fen); // A correction may outweigh an hour; a bar has no less than none.
        const place = `course-task course-task-${task % 3}`;
        const height = y(from) - y(below);
        return <rect key={task} class={place} x={x} y={y(below)} width={width} height={height} />;
      })}
    </g>
  );
}

/** Stripes and dots in the cloth of the second and third task: colour alone tells nothing. */
function Patterns({ unit }: { unit: number }): JSX.Element {
  const square = { width: unit, height: unit, patternUnits: "userSpaceOnUse" } as const;
  return (
    <defs>
      <pattern id="course-0" {...square}>
        <rect class="course-cloth-0" width={unit} height={unit} />
      </pattern>
      <pattern id="course-1" {...square} patternTransform="rotate(45)">
        <rect class="course-cloth-1" width={unit} height={unit} />
        <rect class="course-thread-1" width={unit * 0.3} height={unit} />
      </pattern>
      <pattern id="course-2" {...square}>
        <rect class="course-cloth-2" width={unit} height={unit} />
        <circle class="course-thread-2" cx={unit / 2} cy={unit / 2} r={unit * 0.24} />
      </pattern>
    </defs>
  );
}
