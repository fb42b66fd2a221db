/** Where the visitor is tracked, as long as that is not their own device, and what they may choose. */
import type { JSX } from "preact";
import type { Snapshot } from "../../../play/play-session.ts";
import { Button } from "../../../ui/button.tsx";
import type { PlayRun } from "../play-run.ts";
import { useEdgeTexts } from "./words.ts";

interface EdgeNoteProps {
  run: PlayRun;
  edge: Snapshot["edge"];
}

export function EdgeNote({ run, edge }: EdgeNoteProps): JSX.Element | null {
  const { t } = useEdgeTexts();
  if (edge === "off") return null;
  return (
    <div class="hud-slow" role="status" data-testid={`edge-${edge}`}>
      <p class="hud-note">{t(edge)}</p>
      {edge === "offered" && (
        <Button icon="external" label={t("ask")} testId="edge-ask" onPress={() => run.askEdge()} />
      )}
      {edge === "on" && (
        <Button
          icon="camera_off"
          label={t("end")}
          testId="edge-end"
          onPress={() => run.useEdge(false)}
        />
      )}
    </div>
  );
}
