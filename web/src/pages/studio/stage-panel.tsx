/** The preview: the stage, what is chosen on it, and what the effect asks for. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { useReady, useSeldomMoment, useStudio } from "./context.ts";
import { layout, SHAPES } from "./layout.ts";
import { nodeAt } from "./node-picking.ts";
import { Segments, Tool } from "./parts.tsx";
import { PythonError } from "./python-error.tsx";
import { StageOverlay } from "./stage-overlay.tsx";
import { isStudioKey, useStudioTexts } from "./words.ts";

interface StagePanelProps {
  /** Called once with the element that the stage is to stand in. */
  onFrame(frame: HTMLElement): void;
  hasStudio: boolean;
}

export function StagePanel({ onFrame, hasStudio }: StagePanelProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const shape = useStore(layout.shape);
  const { t } = useStudioTexts();
  useEffect(() => {
    if (frame.current !== null) onFrame(frame.current);
  }, []);
  return (
    <section class="panel stage-panel" aria-label={t("stage.label")}>
      {hasStudio && <StageTools />}
      <div class="stage-ground">
        <div class={`stage-shape shape-${shape}`}>
          <div
            ref={frame}
            class="stage-frame"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys of a play.
            tabIndex={0}
            role="application"
            aria-label={t("stage.keys")}
            data-testid="stage"
            data-takes-play-keys
          >
            {hasStudio && <StageLayers />}
          </div>
        </div>
        {hasStudio && <StageFailure />}
      </div>
      {hasStudio && <PlayWords />}
    </section>
  );
}

function StageTools(): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const shape = useStore(layout.shape);
  const showsLandmarks = useStore(layout.showsLandmarks);
  const source = useStore(studio.source);
  return (
    <header class="panel-head">
      <h2 class="stage-source" data-testid="stage-source">
        {source.at === "open" || source.at === "opening"
          ? t(`stage.${source.kind}`, { name: source.name })
          : t("stage.nothing")}
      </h2>
      <Rates />
      <Segments
        legend={t("stage.shape")}
        options={SHAPES.map((value) => ({ value, label: t(`stage.shape_${value}`) }))}
        value={shape}
        testId="shape"
        onChoose={(value) => layout.shape.set(value)}
      />
      <Tool
        icon="points"
        label={t("stage.landmarks")}
        hotkey="V"
        isPressed={showsLandmarks}
        testId="landmarks"
        onPress={() => layout.showsLandmarks.set(!showsLandmarks)}
      />
    </header>
  );
}

/** How fast tracking and drawing are, while there is anything of it. */
function Rates(): JSX.Element | null {
  const { t } = useStudioTexts();
  const studio = useStudio();
  useSeldomMoment(2);
  const tracking = studio.tracking();
  if (tracking === null) return null;
  return (
    <p class="rates" data-testid="rates">
      {t("stage.tracking", {
        rate: tracking.perSecond.toFixed(0),
        ms: tracking.trackMs.toFixed(0),
        engine: tracking.engine,
      })}
    </p>
  );
}

function StageLayers(): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const state = useStore(studio.state);
  const source = useStore(studio.source);
  const take = useStore(studio.playback.take);
  const pick = (event: MouseEvent): void => {
    if (studio.isLive && studio.playback.isPlaying.get()) return; // The play wants its presses.
    studio.select(nodeAt(studio, event.offsetX, event.offsetY));
  };
  useEffect(() => {
    const frame = studio.host.canvas?.parentElement;
    frame?.addEventListener("click", pick);
    return () => frame?.removeEventListener("click", pick);
  }, [studio, take]);
  const isEmpty = take === null && source.at === "none";
  return (
    <>
      <StageOverlay />
      {isEmpty && state.at === "ready" && (
        <div class="stage-empty" data-testid="stage-empty">
          <p class="stage-empty-title">{t("stage.empty_title")}</p>
          <p>{t("stage.empty")}</p>
        </div>
      )}
      {(state.at === "loading" || source.at === "opening") && (
        <p class="stage-busy" role="status">
          {t("stage.busy")}
        </p>
      )}
    </>
  );
}

function StageFailure(): JSX.Element | null {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const state = useStore(studio.state);
  const failure = useStore(studio.playback.failure);
  const imported = useStore(studio.importFailure);
  const source = useStore(studio.source);
  const shown = imported ?? failure;
  if (shown !== null) {
    return (
      <div class="stage-failure" role="alert" data-testid="failure">
        <p class="stage-failure-title">
          {imported !== null || failure === null
            ? t("error.at_import")
            : t("error.at_tick", { tick: failure.tick })}
        </p>
        <PythonError failure={shown} />
      </div>
    );
  }
  if (state.at === "failed") {
    return (
      <div class="stage-failure" role="alert" data-testid="failure">
        <p class="stage-failure-title">{t("error.not_loaded")}</p>
        <p class="mono">{state.message}</p>
      </div>
    );
  }
  if (source.at !== "failed") return null;
  const key = `problem.${source.problem}`;
  return (
    <div class="stage-failure" role="alert" data-testid="source-failed">
      <p class="stage-failure-title">{t(isStudioKey(key) ? key : "problem.any")}</p>
      <p class="note-detail mono">{source.message}</p>
    </div>
  );
}

/** Hint, subtitle and buttons, as the pages around a play would show them. */
function PlayWords(): JSX.Element {
  const { t } = useStudioTexts();
  const { locale } = useTexts();
  const studio = useStudio();
  const ready = useReady();
  const take = useStore(studio.playback.take);
  const { tick } = useStore(studio.playback.moment);
  const report = take?.report(tick) ?? null;
  const words = ready?.release.texts[locale] ?? {};
  const hint = report?.hint ? (words[`hint.${report.hint}`] ?? report.hint) : "";
  const isStory = report?.line?.startsWith("story.") ?? false;
  const lineKey = isStory ? `${report?.line}.title` : (report?.line ?? "");
  return (
    <div class="play-words">
      <span class={`phase-chip phase-${report?.phase ?? "none"}`} data-testid="phase">
        {report?.phase ?? t("stage.no_phase")}
      </span>
      <p class="play-hint">{hint || words[lineKey] || ""}</p>
      {studio.isLive &&
        report?.offered.map((action) => (
          <button
            key={action}
            type="button"
            class="tool tool-action"
            onClick={() => studio.act(action)}
          >
            {words[`action.${action}`] ?? action}
          </button>
        ))}
      {report?.progress && <span class="play-progress">{report.progress.join(" / ")}</span>}
    </div>
  );
}
