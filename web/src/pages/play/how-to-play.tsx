/** How the play is steered, shown in two gestures and said in one line. */
import type { JSX } from "preact";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { Gesture } from "./gesture.tsx";
import type { PlayRun } from "./play-run.ts";

export function HowToPlay({ run }: { run: PlayRun }): JSX.Element | null {
  const { locale } = useTexts();
  const how = useStore(run.release)?.texts[locale]?.how;
  if (!how) return null;
  return (
    <p class="how-to-play">
      <Gesture name="steer" />
      <Gesture name="nod" />
      <span>{how}</span>
    </p>
  );
}
