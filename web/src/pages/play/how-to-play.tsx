/** How the play is steered, shown in the gestures that the effect names and said in one line. */
import type { JSX } from "preact";
import { useStore } from "../../ui/store.ts";
import { useEffectWords } from "./effect-words.ts";
import { Gesture } from "./gesture.tsx";
import type { PlayRun } from "./play-run.ts";

export function HowToPlay({ run }: { run: PlayRun }): JSX.Element | null {
  const release = useStore(run.release);
  const { words } = useEffectWords(release);
  if (!words.how) return null;
  const gestures = (words["page.how_gestures"] ?? "").split(" ").filter(Boolean);
  return (
    <div class="how-to-play">
      <span class="how-to-play-gestures">
        {gestures.map((name) => (
          <Gesture key={name} name={name} art={release?.art} />
        ))}
      </span>
      <p>{words.how}</p>
    </div>
  );
}
