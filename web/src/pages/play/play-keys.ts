/** Keys during a play: space and enter go ahead, P and Escape pause. */
import { useEffect } from "preact/hooks";
import type { PlayRun } from "./play-run.ts";

/** A focused button keeps its own keys. */
function isOnControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, input") !== null;
}

export function usePlayKeys(run: PlayRun, isActive: boolean): void {
  useEffect(() => {
    if (!isActive) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.repeat || isOnControl(event.target)) return;
      if (event.key === " " || event.key === "Enter") {
        event.preventDefault();
        run.press();
      } else if (event.key === "Escape" || event.key === "p") {
        run.pause();
      }
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [run, isActive]);
}
