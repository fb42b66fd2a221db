/** Who or what the play is about: the effect's own picture, else the chosen one's portrait. */
import type { JSX } from "preact";
import { useStore } from "../../ui/store.ts";
import { useDrawings } from "./drawings.ts";
import type { PlayRun } from "./play-run.ts";
import { Portrait } from "./portrait.tsx";

interface EmblemProps {
  run: PlayRun;
  isGlad: boolean;
}

export function Emblem({ run, isGlad }: EmblemProps): JSX.Element | null {
  const art = useStore(run.release)?.art;
  const chosen = Object.values(useStore(run.choices))[0];
  const { portrait } = useDrawings(art, "result_");
  if (portrait) return <img class="emblem" src={portrait} alt="" />;
  return art && chosen ? <Portrait art={art} option={chosen} isChosen={isGlad} /> : null;
}
