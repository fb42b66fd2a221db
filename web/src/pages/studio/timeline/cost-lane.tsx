/** How long Python took for each tick, beside what it may take. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { useStore } from "../../../ui/store.ts";
import { useReady, useSeldomMoment, useStudio } from "../context.ts";
import { useStudioTexts } from "../words.ts";
import type { GraphLook } from "./graph.ts";
import { GraphView, Lane } from "./lane-rows.tsx";
import { hovered, shownSpan, zoomed } from "./time-axis.ts";

const DRAWN_PER_S = 5;
const LOOK: GraphLook = {
  colour: "--graph-cost",
  isStepped: true,
  isFilled: true,
  heightPx: 38,
};
/** Higher peaks are cut off, so that the rest can be read: the value says what they are. */
const BUDGETS_SHOWN = 2;

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export function CostLane(): JSX.Element | null {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const ready = useReady();
  const take = useStore(studio.playback.take);
  const zoom = useStore(zoomed);
  const { edition, head } = useSeldomMoment(DRAWN_PER_S);
  const budgetMs = ready?.workplace.tick_p95_ms_max ?? 1;
  const data = useMemo(() => {
    const ys = take?.costsMs ?? [];
    const most = ys.reduce((all, value) => Math.max(all, value), 0);
    const high = Math.min(budgetMs * BUDGETS_SHOWN, Math.max(budgetMs * 1.25, most));
    const levels = [{ value: budgetMs, label: t("cost.budget", { ms: budgetMs }) }];
    return {
      xs: ys.map((_, index) => index + 1),
      ys: ys.map((value) => Math.min(value, high)),
      low: 0,
      high,
      levels,
    };
  }, [take, edition, budgetMs]);
  const told = useMemo(() => {
    const sorted = [...(take?.costsMs ?? [])].sort((a, b) => a - b);
    return { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
  }, [take, edition]);
  const span = useMemo(() => shownSpan(zoom, head), [zoom, head]);
  return (
    <Lane
      look="graph"
      testId="cost"
      name={t("cost.title")}
      title={t("cost.explained", { ms: budgetMs })}
      tools={
        <span class={`lane-note ${told.p95 > budgetMs ? "is-over" : ""}`} data-testid="cost-p95">
          {t("cost.quantiles", { p50: told.p50.toFixed(2), p95: told.p95.toFixed(2) })}
        </span>
      }
    >
      <CostValue />
      <GraphView data={data} look={LOOK} span={span} />
    </Lane>
  );
}

function CostValue(): JSX.Element {
  const { playback } = useStudio();
  const take = useStore(playback.take);
  const { tick } = useStore(playback.moment);
  const under = useStore(hovered);
  const ms = take?.costsMs[(under ?? tick) - 1];
  return (
    <span class={`lane-now ${under === null ? "" : "is-hovered"}`}>
      {ms === undefined ? "–" : `${ms.toFixed(2)} ms`}
    </span>
  );
}
