/** Where the visitor is tracked, as long as that is not their own device, and what they may choose. */
import type { JSX } from "preact";
import type { Snapshot } from "../../play/session.ts";
import { Button } from "../../ui/button.tsx";
import { useTexts } from "../../ui/texts.ts";
import type { PlayRun } from "./play-run.ts";

interface EdgeNoteProps {
  run: PlayRun;
  edge: Snapshot["edge"];
}

export function EdgeNote({ run, edge }: EdgeNoteProps): JSX.Element | null {
  const { t } = useTexts();
  if (edge === "off") return null;
  return (
    <div class="hud-slow" role="status" data-testid={`edge-${edge}`}>
      <p class="hud-note">{t(`edge.${edge}`)}</p>
      {edge === "offered" && (
        <Button
          icon="external"
          label={t("edge.ask")}
          testId="edge-ask"
          onPress={() => run.askEdge()}
        />
      )}
      {edge === "on" && (
        <Button
          icon="camera_off"
          label={t("edge.end")}
          testId="edge-end"
          onPress={() => run.useEdge(false)}
        />
      )}
    </div>
  );
}
