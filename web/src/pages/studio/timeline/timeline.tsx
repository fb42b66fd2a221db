/** The timeline: every lane over one time, the playhead, and the part that loops. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../../../ui/store.ts";
import { useStudio } from "../context.ts";
import { useStudioTexts } from "../words.ts";
import { CostLane } from "./cost-lane.tsx";
import { SignalLanes } from "./signal-lanes.tsx";
import { MarkLane, PhaseLane, RulerLane, WordsLane } from "./span-lanes.tsx";
import { hovered, panned, shareOf, shownSpan, tickAt, zoomAround, zoomed } from "./time-axis.ts";

const WHEEL_FACTOR = 1.0015;
const PAN_SHARE = 0.001;

export function Timeline(): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const lanes = useRef<HTMLDivElement>(null);
  const drawn = useRef<HTMLDivElement>(null);
  const isScrubbing = useRef<"playhead" | "loop" | null>(null);
  const { playback } = studio;

  const spanNow = () => shownSpan(zoomed.get(), playback.moment.get().head);
  const tickUnder = (event: MouseEvent): number | null => {
    const box = drawn.current?.getBoundingClientRect();
    if (box === undefined || event.clientX < box.left) return null;
    return tickAt((event.clientX - box.left) / box.width, spanNow());
  };
  const press = (event: PointerEvent): void => {
    const tick = tickUnder(event);
    if (tick === null || event.button !== 0) return;
    event.currentTarget instanceof Element &&
      event.currentTarget.setPointerCapture(event.pointerId);
    isScrubbing.current = event.shiftKey ? "loop" : "playhead";
    if (event.shiftKey) playback.loop.set({ from: tick, to: tick + 1 });
    else {
      playback.pause();
      playback.seek(tick);
    }
  };
  const move = (event: PointerEvent): void => {
    const tick = tickUnder(event);
    hovered.set(tick !== null && tick >= 0 && tick <= playback.moment.get().head ? tick : null);
    if (tick === null || isScrubbing.current === null) return;
    const loop = playback.loop.get();
    if (isScrubbing.current === "playhead") playback.seek(tick);
    else if (loop !== null && loop !== "all") {
      const head = playback.moment.get().head;
      playback.loop.set({ from: loop.from, to: Math.max(loop.from + 1, Math.min(head, tick)) });
    }
  };
  const letGo = (): void => {
    isScrubbing.current = null;
  };
  useEffect(() => {
    const { current } = lanes;
    // Bare wheels scroll the lanes; with Ctrl (or a pinch) they zoom, with Shift they move along.
    const turn = (event: WheelEvent): void => {
      const { head } = playback.moment.get();
      const span = spanNow();
      if (event.ctrlKey || event.metaKey) {
        const tick = tickUnder(event) ?? span.from;
        zoomed.set(zoomAround(tick, WHEEL_FACTOR ** event.deltaY, span, head));
      } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
        const by = (event.deltaX || event.deltaY) * PAN_SHARE * (span.to - span.from);
        zoomed.set(panned(span, by, head));
      } else return;
      event.preventDefault();
    };
    current?.addEventListener("wheel", turn, { passive: false });
    return () => current?.removeEventListener("wheel", turn);
  }, [studio]);

  return (
    <section class="panel timeline" aria-label={t("timeline.label")}>
      <div
        ref={lanes}
        class="lanes"
        data-testid="timeline"
        onPointerDown={press}
        onPointerMove={move}
        onPointerUp={letGo}
        onPointerCancel={letGo}
        onPointerLeave={() => hovered.set(null)}
      >
        <div class="lanes-inside">
          <RulerLane />
          <PhaseLane />
          <WordsLane />
          <MarkLane />
          <CostLane />
          <SignalLanes />
          <div ref={drawn} class="lanes-over">
            <LoopPart />
            <Needle />
          </div>
        </div>
      </div>
      <Slider />
    </section>
  );
}

/** The playhead for keys and screen readers. */
function Slider(): JSX.Element {
  const { t } = useStudioTexts();
  const { playback } = useStudio();
  const { tick, head } = useStore(playback.moment);
  return (
    <input
      type="range"
      class="scrubber"
      min={0}
      max={Math.max(1, head)}
      value={tick}
      disabled={head === 0}
      aria-label={t("timeline.scrub")}
      aria-valuetext={t("timeline.at", { tick, head })}
      data-testid="scrubber"
      onInput={(event) => {
        playback.pause();
        playback.seek(event.currentTarget.valueAsNumber);
      }}
    />
  );
}

function Needle(): JSX.Element {
  const { playback } = useStudio();
  const { tick, head } = useStore(playback.moment);
  const zoom = useStore(zoomed);
  const under = useStore(hovered);
  const span = shownSpan(zoom, head);
  const share = shareOf(tick, span);
  return (
    <>
      {under !== null && (
        <span class="hover-line" style={{ left: `${shareOf(under, span) * 100}%` }}>
          <span class="hover-tick">{under}</span>
        </span>
      )}
      {share >= 0 && share <= 1 && (
        <span class="needle" data-testid="needle" style={{ left: `${share * 100}%` }} />
      )}
    </>
  );
}

function LoopPart(): JSX.Element | null {
  const { playback } = useStudio();
  const { head } = useStore(playback.moment);
  const loop = useStore(playback.loop);
  const zoom = useStore(zoomed);
  if (loop === null || loop === "all") return null;
  const span = shownSpan(zoom, head);
  const [left, right] = [shareOf(loop.from, span), shareOf(loop.to, span)];
  const style = { left: `${left * 100}%`, width: `${(right - left) * 100}%` };
  return <span class="loop-part" style={style} />;
}
