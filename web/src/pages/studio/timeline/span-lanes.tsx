/** Phases, what the visitor is asked, and what happened in one tick. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { useStore } from "../../../ui/store.ts";
import { useTexts } from "../../../ui/texts.ts";
import { useReady, useSeldomMoment, useStudio } from "../context.ts";
import type { Milestone, Take } from "../take.ts";
import { useStudioTexts } from "../words.ts";
import { Lane } from "./lane-rows.tsx";
import { type Span, shareOf, shownSpan, zoomed } from "./time-axis.ts";

const DRAWN_PER_S = 5;

function useShown(): { take: Take | null; edition: number; span: Span } {
  const { playback } = useStudio();
  const take = useStore(playback.take);
  const zoom = useStore(zoomed);
  const { edition, head } = useSeldomMoment(DRAWN_PER_S);
  return { take, edition, span: shownSpan(zoom, head) };
}

interface Stretch {
  from: number;
  to: number;
  name: string;
}

interface StretchesProps {
  stretches: readonly Stretch[];
  span: Span;
  classOf(name: string): string;
  titleOf(name: string): string;
}

function Stretches({ stretches, span, classOf, titleOf }: StretchesProps): JSX.Element {
  return (
    <>
      {stretches.map(({ from, to, name }) => {
        const left = Math.max(0, shareOf(from, span));
        const right = Math.min(1, shareOf(to + 1, span));
        if (name === "" || right <= left) return null;
        return (
          <span
            key={`${from}${name}`}
            class={`stretch ${classOf(name)}`}
            style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
            title={titleOf(name)}
          >
            {name}
          </span>
        );
      })}
    </>
  );
}

export function PhaseLane(): JSX.Element {
  const { t } = useStudioTexts();
  const { take, edition, span } = useShown();
  const stretches = useMemo(() => take?.spans(({ phase }) => phase) ?? [], [take, edition]);
  const ready = useReady();
  const hz = ready?.python.description.tick_hz ?? 30;
  const second = take?.differsFromSecond ?? null;
  const differs = second === null ? null : Math.min(1, Math.max(0, shareOf(second * hz, span)));
  return (
    <Lane look="spans" testId="phases" name={t("timeline.phases")}>
      <Stretches
        stretches={stretches}
        span={span}
        classOf={(name) => `phase-${name}`}
        titleOf={(name) => name}
      />
      {differs !== null && (
        <span
          class="differs"
          style={{ left: `${differs * 100}%` }}
          title={t("timeline.differs")}
          data-testid="differs"
        />
      )}
    </Lane>
  );
}

/** Hints where there are some, else the subtitle of the moment. */
export function WordsLane(): JSX.Element {
  const { t } = useStudioTexts();
  const { locale } = useTexts();
  const ready = useReady();
  const { take, edition, span } = useShown();
  const words = ready?.release.texts[locale] ?? {};
  const stretches = useMemo(
    () => take?.spans(({ hint, line }) => (hint ? `hint.${hint}` : (line ?? ""))) ?? [],
    [take, edition],
  );
  return (
    <Lane look="spans" testId="words" name={t("timeline.words")}>
      <Stretches
        stretches={stretches}
        span={span}
        classOf={(name) => (name.startsWith("hint.") ? "stretch-hint" : "stretch-line")}
        titleOf={(name) => words[name] ?? words[`${name}.title`] ?? name}
      />
    </Lane>
  );
}

const MARKS: readonly Milestone["kind"][] = ["phase", "pressed", "action", "sound", "shutter"];

export function MarkLane(): JSX.Element {
  const { t } = useStudioTexts();
  const { take, edition, span } = useShown();
  const marks = useMemo(
    () => take?.milestones.filter(({ kind }) => MARKS.includes(kind)) ?? [],
    [take, edition],
  );
  return (
    <Lane look="marks" testId="marks" name={t("timeline.marks")} title={t("timeline.marks_title")}>
      {marks.map(({ tick, kind, name }) => {
        const share = shareOf(tick, span);
        if (share < 0 || share > 1) return null;
        return (
          <span
            key={`${tick}${kind}${name}`}
            class={`mark mark-${kind} ${kind === "phase" ? `phase-${name}` : ""}`}
            style={{ left: `${share * 100}%` }}
            title={t(`mark.${kind}`, { tick, name })}
          />
        );
      })}
    </Lane>
  );
}

const RULER_STEPS_S: readonly number[] = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120];
const RULER_MARKS_MAX = 12;

export function RulerLane(): JSX.Element {
  const { t } = useStudioTexts();
  const { span } = useShown();
  const hz = useReady()?.python.description.tick_hz ?? 30;
  const lengthS = (span.to - span.from) / hz;
  const stepS = RULER_STEPS_S.find((step) => lengthS / step <= RULER_MARKS_MAX) ?? 300;
  const first = Math.ceil(span.from / hz / stepS);
  const count = Math.floor(span.to / hz / stepS) - first + 1;
  const moments = Array.from({ length: Math.max(0, count) }, (_, place) => (first + place) * stepS);
  return (
    <Lane look="ruler" testId="ruler" name={t("timeline.time")}>
      {moments.map((s) => (
        <span key={s} class="ruler-mark" style={{ left: `${shareOf(s * hz, span) * 100}%` }}>
          {Number(s.toFixed(1))} s
        </span>
      ))}
    </Lane>
  );
}
