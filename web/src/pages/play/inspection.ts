/** `window.kindlens.inspect()`, there when the address says `?inspect`: for authors and tests. */
import { outbox } from "../../outbox.ts";
import { deliveryOf } from "./delivery.ts";
import type { PlayRun, RunState } from "./play-run.ts";

declare global {
  interface Window {
    kindlens?: { inspect(): object };
  }
}

/** What there is to tell before a session runs. */
const NOTHING_YET = {
  tick: 0,
  hint: null,
  tracking: { mode: null, present: false },
  signals: {},
  nodes: [],
  timings: {
    track_ms_p50: 0,
    tick_ms_p50: 0,
    draw_ms_p50: 0,
    tracks_per_s: 0,
    draws_per_s: 0,
  },
};

function pagePhase(state: RunState): object {
  if (state.at === "start" || state.at === "asking") return { phase: "consent" };
  if (state.at === "loading") return { phase: "loading" };
  return state.at === "result" ? { phase: "finished" } : {};
}

function inspect(run: PlayRun): object {
  const state = run.state.get();
  const playId = "ticket" in state ? state.ticket.play_id : null;
  const delivery = deliveryOf(outbox.get(), playId);
  return {
    ...NOTHING_YET,
    effect: run.effect,
    ...run.inspect(),
    ...pagePhase(state),
    verdict: delivery?.at === "answered" ? delivery.answer : null,
  };
}

/** Expose the run if the address asks for it; return how to take it back. */
export function exposeInspection(run: PlayRun): (() => void) | undefined {
  if (!new URLSearchParams(location.search).has("inspect")) return undefined;
  window.kindlens = { inspect: () => inspect(run) };
  return () => {
    delete window.kindlens;
  };
}
