/** Play, step, loop, speed: how the take is gone through. */
import type { JSX } from "preact";
import { useStore } from "../../ui/store.ts";
import { useStudio } from "./context.ts";
import { Segments, Tool } from "./parts.tsx";
import { SPEEDS } from "./playback.ts";
import { useStudioTexts } from "./words.ts";

export function Transport({ onSave }: { onSave(): void }): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const { playback } = studio;
  const isPlaying = useStore(playback.isPlaying);
  const take = useStore(playback.take);
  const speed = useStore(playback.speed);
  const loop = useStore(playback.loop);
  const isNone = take === null;
  return (
    <div class="transport" role="toolbar" aria-label={t("transport.label")}>
      <div class="tools">
        <Tool
          icon="restart"
          label={t("transport.restart")}
          hotkey="R"
          isDisabled={isNone}
          testId="restart"
          onPress={() => void studio.restart()}
        />
        <Tool
          icon="phase_back"
          label={t("transport.phase_back")}
          hotkey="["
          isDisabled={isNone}
          testId="phase-back"
          onPress={() => playback.jump(-1)}
        />
        <Tool
          icon="back"
          label={t("transport.back")}
          hotkey="←"
          isDisabled={isNone}
          testId="step-back"
          onPress={() => playback.step(-1)}
        />
        <Tool
          icon={isPlaying ? "pause" : "play"}
          label={t(isPlaying ? "transport.pause" : "transport.play")}
          hotkey={t("key.space")}
          look="main"
          isDisabled={isNone}
          testId="play"
          onPress={() => playback.toggle()}
        />
        <Tool
          icon="step"
          label={t("transport.step")}
          hotkey="→"
          isDisabled={isNone}
          testId="step"
          onPress={() => playback.step(1)}
        />
        <Tool
          icon="phase"
          label={t("transport.phase")}
          hotkey="]"
          isDisabled={isNone}
          testId="phase-next"
          onPress={() => playback.jump(1)}
        />
        <Tool
          icon="loop"
          label={t("transport.loop")}
          hotkey="L"
          isPressed={loop !== null}
          isDisabled={isNone}
          testId="loop"
          onPress={() => playback.loop.set(loop === null ? "all" : null)}
        />
      </div>
      <Segments
        legend={t("transport.speed")}
        options={SPEEDS.map((value) => ({ value, label: `${value}×` }))}
        value={speed}
        testId="speed"
        onChoose={(value) => playback.speed.set(value)}
      />
      <Clock />
      <div class="tools transport-end">
        <Tool
          icon="hand_over"
          label={t("transport.take_over")}
          hotkey="G"
          isNamed
          isDisabled={isNone}
          testId="take-over"
          onPress={() => void studio.takeOver()}
        />
        <Tool
          icon="save"
          label={t("transport.save")}
          hotkey="S"
          isNamed
          isDisabled={isNone}
          testId="save"
          onPress={onSave}
        />
      </div>
    </div>
  );
}

function Clock(): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const { tick, head } = useStore(studio.playback.moment);
  const isWaiting = useStore(studio.playback.isWaiting);
  const isGoingAhead = useStore(studio.playback.isGoingAhead);
  const isPlaying = useStore(studio.playback.isPlaying);
  const isRecording = isPlaying && studio.isLive && tick >= head - 1;
  const state = useStore(studio.state);
  const hz = state.at === "ready" ? state.python.description.tick_hz : 30;
  return (
    <p
      class="clock"
      data-testid="clock"
      data-tick={tick}
      data-head={head}
      data-is-whole={!isGoingAhead && head > 0}
    >
      <span class="clock-tick">{tick}</span>
      <span class="clock-of"> / {head}</span>
      <span class="clock-time">{(tick / hz).toFixed(2)} s</span>
      {isRecording && (
        <span class="clock-recording">
          {t(isWaiting ? "transport.waiting" : "transport.recording")}
        </span>
      )}
    </p>
  );
}
