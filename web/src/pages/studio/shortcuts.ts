/** The keys of the studio. Keys go to the play while its stage has the focus, all but Escape. */
import { isMuted } from "../../ui/preferences.ts";
import { layout } from "./layout.ts";
import { SPEEDS } from "./playback.ts";
import type { Studio } from "./studio.ts";

/** What the page does besides the studio. */
export interface PageActs {
  save(): void;
  help(): void;
  fit(): void;
}

/** How each key is shown (or the text that says it), and the text that says what it does. */
export const SHORTCUTS = [
  { shown: "key.space", text: "keys.play" },
  { shown: "key.arrows", text: "keys.step" },
  { shown: "key.shift_arrows", text: "keys.step_far" },
  { keys: ["[", "]"], shown: "key.brackets", text: "keys.phase" },
  { shown: "key.home_end", text: "keys.ends" },
  { shown: "L", text: "keys.loop" },
  { shown: "I  O", text: "keys.loop_part" },
  { shown: "−  =", text: "keys.speed" },
  { shown: "R", text: "keys.restart" },
  { shown: "G", text: "keys.take_over" },
  { shown: "S", text: "keys.save" },
  { shown: "T", text: "keys.tests" },
  { shown: "Z", text: "keys.undo" },
  { shown: "V", text: "keys.landmarks" },
  { shown: "F", text: "keys.fit" },
  { shown: "M", text: "keys.mute" },
  { shown: "key.escape", text: "keys.escape" },
  { shown: "?", text: "keys.help" },
] as const;

const FAR_TICKS = 10;
const SLIDER_KEYS: ReadonlySet<string> = new Set(["Home", "End", "PageUp", "PageDown"]);

export function listenToKeys(studio: Studio, page: PageActs, signal: AbortSignal): void {
  const act = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (isWriting(event) || document.querySelector("dialog[open]") !== null) return;
    if (isOfPlay(event, studio)) return;
    const isDone = press(studio, page, event);
    // What the play listens to as well must not reach it from here.
    if (isDone || event.key.startsWith("Arrow") || event.key === " ") {
      if (isDone) event.preventDefault();
      event.stopImmediatePropagation();
    }
  };
  window.addEventListener("keydown", act, { signal, capture: true });
}

function press(studio: Studio, page: PageActs, event: KeyboardEvent): boolean {
  const { playback } = studio;
  const take = playback.take.get();
  const { tick } = playback.moment.get();
  const isOnControl = event.target instanceof Element && event.target.closest("button, a, summary");
  switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
    case " ":
      if (isOnControl) return false; // Space presses the button that has the focus.
      playback.toggle();
      return true;
    case "ArrowLeft":
      playback.step(event.shiftKey ? -FAR_TICKS : -1);
      return true;
    case "ArrowRight":
      playback.step(event.shiftKey ? FAR_TICKS : 1);
      return true;
    case "Home":
      playback.seek(0);
      return true;
    case "End":
      playback.seek(take?.head ?? 0);
      return true;
    case "[":
      playback.jump(-1);
      return true;
    case "]":
      playback.jump(1);
      return true;
    case "l":
      playback.loop.set(playback.loop.get() === null ? "all" : null);
      return true;
    case "i":
      playback.loop.set({ from: tick, to: partEnd(studio, tick, "to") });
      return true;
    case "o":
      playback.loop.set({ from: partEnd(studio, tick, "from"), to: tick });
      return true;
    case "-":
      changeSpeed(studio, -1);
      return true;
    case "=":
    case "+":
      changeSpeed(studio, 1);
      return true;
    case "r":
      void studio.restart();
      return true;
    case "g":
      void studio.takeOver();
      return true;
    case "s":
      page.save();
      return true;
    case "t":
      void studio.checks.replayAll();
      return true;
    case "z": {
      const change = studio.notice.get()?.change;
      if (change !== undefined) void studio.traces.undo(change);
      return true;
    }
    case "v":
      layout.showsLandmarks.set(!layout.showsLandmarks.get());
      return true;
    case "f":
      page.fit();
      return true;
    case "m":
      isMuted.set(!isMuted.get());
      return true;
    case "Escape":
      studio.select(null);
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      return true;
    case "?":
      page.help();
      return true;
    default:
      return false;
  }
}

/** The other end of the part that loops: the one it has, or that of the take. */
function partEnd({ playback }: Studio, tick: number, end: "from" | "to"): number {
  const loop = playback.loop.get();
  const head = playback.moment.get().head;
  const kept = loop === null || loop === "all" ? (end === "to" ? head : 0) : loop[end];
  return end === "to" ? Math.max(kept, Math.min(head, tick + 1)) : Math.min(kept, tick);
}

function changeSpeed({ playback }: Studio, by: 1 | -1): void {
  const place = SPEEDS.indexOf(playback.speed.get());
  playback.speed.set(SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, place + by))] ?? 1);
}

function isWriting({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  // A slider, a splitter or a tab wants the keys that move it, and no letters.
  if (target.closest("input[type=range], [data-takes-keys]") !== null) {
    return key.startsWith("Arrow") || SLIDER_KEYS.has(key);
  }
  return target.closest("input, select, textarea") !== null;
}

/** Whether the play is to have the key: its stage has the focus, and the author steers. */
function isOfPlay(event: KeyboardEvent, studio: Studio): boolean {
  const isOnStage =
    event.target instanceof Element && event.target.closest("[data-takes-play-keys]") !== null;
  return isOnStage && studio.isLive && studio.playback.isPlaying.get() && event.key !== "Escape";
}
