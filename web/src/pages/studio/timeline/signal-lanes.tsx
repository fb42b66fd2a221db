/** A graph for each signal that the effect reads, with the levels it is compared with. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { useStore } from "../../../ui/store.ts";
import { useReady, useSeldomMoment, useStudio } from "../context.ts";
import { layout } from "../layout.ts";
import type { Column } from "../python-desk.ts";
import type { Threshold } from "../studio-api.ts";
import { useStudioTexts } from "../words.ts";
import type { GraphLevel, GraphLook } from "./graph.ts";
import { GraphView, Lane } from "./lane-rows.tsx";
import { hovered, shownSpan, zoomed } from "./time-axis.ts";

const DRAWN_PER_S = 10;
const HEIGHT_PX = 38;
const FLAG_HEIGHT_PX = 22;
/** A signal that hardly moves is not blown up to the whole height of its lane. */
const SPAN_SHARE_MIN = 0.12;
const COLOUR_OF_SOURCE: Record<Column["source"], string> = {
  face: "--graph-face",
  left: "--graph-left",
  right: "--graph-right",
  "": "--graph-other",
};
/** Numbers that stand for words, and yes or no: they hold until the next. */
const STEPS_MAX = 15;

export function SignalLanes(): JSX.Element | null {
  const { t } = useStudioTexts();
  const ready = useReady();
  const hidden = useStore(layout.hiddenSignals);
  if (ready === null) return null;
  const { columns } = ready.python;
  const shown = columns.filter(({ name }) => !hidden.includes(name));
  const away = columns.filter(({ name }) => hidden.includes(name));
  return (
    <>
      {shown.map((column) => (
        <SignalLane
          key={column.name}
          column={column}
          place={columns.indexOf(column)}
          thresholds={ready.workplace.thresholds.filter(({ signal }) => signal === column.name)}
        />
      ))}
      {away.length > 0 && (
        <div class="lanes-hidden">
          <span>{t("timeline.hidden")}</span>
          {away.map(({ name }) => (
            <button
              key={name}
              type="button"
              class="tool tool-small"
              title={t("timeline.show", { name })}
              onClick={() => layout.hiddenSignals.set(hidden.filter((each) => each !== name))}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

interface SignalLaneProps {
  column: Column;
  place: number;
  thresholds: readonly Threshold[];
}

function SignalLane({ column, place, thresholds }: SignalLaneProps): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const take = useStore(studio.playback.take);
  const zoom = useStore(zoomed);
  const { edition, head } = useSeldomMoment(DRAWN_PER_S);
  const isStepped = column.high - column.low <= STEPS_MAX;
  const data = useMemo(() => {
    const rows = take?.rows ?? [];
    const ys = rows.map((row) => row[place] ?? null);
    const levels: GraphLevel[] = isStepped
      ? []
      : thresholds.map(({ level, name }) => ({ value: level, label: name || String(level) }));
    const [low, high] = rangeOf(ys, column, isStepped, levels);
    return { xs: rows.map((_, index) => index + 1), ys, low, high, levels };
  }, [take, edition, thresholds]);
  const span = useMemo(() => shownSpan(zoom, head), [zoom, head]);
  const look: GraphLook = {
    colour: COLOUR_OF_SOURCE[column.source],
    isStepped,
    isFilled: isStepped && column.high === 1,
    heightPx: column.high === 1 ? FLAG_HEIGHT_PX : HEIGHT_PX,
  };
  const told = thresholds.map(({ level, name, file, line }) =>
    t("timeline.threshold", { level, name: name || String(level), place: `${file}:${line}` }),
  );
  return (
    <Lane
      look="graph"
      testId={`signal-${column.name}`}
      name={column.name}
      title={[column.says, `${column.low} … ${column.high}`, ...told].join("\n")}
      tools={
        <button
          type="button"
          class="lane-hide"
          title={t("timeline.hide", { name: column.name })}
          aria-label={t("timeline.hide", { name: column.name })}
          onClick={() => layout.hiddenSignals.set([...layout.hiddenSignals.get(), column.name])}
        >
          ×
        </button>
      }
    >
      <SignalValue column={column} />
      <GraphView data={data} look={look} span={span} />
      {!isStepped && (
        <>
          <span class="lane-bound lane-bound-high">{Math.round(data.high)}</span>
          <span class="lane-bound lane-bound-low">{Math.round(data.low)}</span>
        </>
      )}
    </Lane>
  );
}

/** The value under the mouse, or else at the moment shown. */
function SignalValue({ column }: { column: Column }): JSX.Element {
  const { playback } = useStudio();
  const take = useStore(playback.take);
  const { tick } = useStore(playback.moment);
  const under = useStore(hovered);
  const value = take?.signalsAt(under ?? tick)[column.name];
  return (
    <span
      class={`lane-now ${under === null ? "" : "is-hovered"}`}
      data-testid={`value-${column.name}`}
    >
      {value ?? "–"}
    </span>
  );
}

function rangeOf(
  ys: readonly (number | null)[],
  { low, high }: Column,
  isStepped: boolean,
  levels: readonly GraphLevel[],
): [number, number] {
  if (isStepped) return [low, high];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const see = (value: number): void => {
    least = Math.min(least, value);
    most = Math.max(most, value);
  };
  for (const value of ys) if (value !== null) see(value);
  for (const { value } of levels) see(value);
  if (most < least) return [low, high];
  const lacking = Math.max(0, (high - low) * SPAN_SHARE_MIN - (most - least)) / 2;
  return [Math.max(low, least - lacking), Math.min(high, most + lacking)];
}
