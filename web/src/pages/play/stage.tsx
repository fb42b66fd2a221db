/** The canvas with what lies over it: loading, figures and hints, pauses. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import type { Delivery } from "./delivery.ts";
import { useEffectWords } from "./effect-words.ts";
import { Hud } from "./hud.tsx";
import { Loading } from "./loading.tsx";
import { PauseSheet } from "./pause-sheet.tsx";
import { usePlayKeys } from "./play-keys.ts";
import type { PlayRun, RunState } from "./play-run.ts";

interface StageProps {
  run: PlayRun;
  state: Extract<RunState, { at: "loading" | "playing" }>;
  delivery: Delivery;
}

export function Stage({ run, state, delivery }: StageProps): JSX.Element {
  const { t } = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { words, own } = useEffectWords(useStore(run.release));
  const isPlaying = state.at === "playing";
  const pausedBecause = isPlaying && state.snapshot.phase === "paused";

  useEffect(() => {
    if (canvas.current) void run.load(canvas.current);
  }, [run]);
  usePlayKeys(run, isPlaying && !pausedBecause);

  return (
    <main class="stage" id="main">
      <h1 class="unseen">{words.title ?? t("site.name")}</h1>
      {/* Keys reach the play from anywhere on the page; the canvas itself needs no focus. */}
      <canvas
        ref={canvas}
        class="stage-canvas"
        role="img"
        aria-label={own("page.canvas", "hud.canvas")}
      />
      {isPlaying ? (
        <>
          <Hud run={run} state={state} words={words} delivery={delivery} />
          {pausedBecause && <PauseSheet run={run} snapshot={state.snapshot} />}
        </>
      ) : (
        <Loading run={run} progress={state.progress} onCancel={() => run.help(null)} />
      )}
    </main>
  );
}
