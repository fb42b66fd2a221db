/** Why the play stands still, and how it goes on. */
import type { JSX } from "preact";
import type { Snapshot } from "../../play/play-session.ts";
import { Button } from "../../ui/button.tsx";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { useEdgeParts } from "./edge/use-edge-parts.ts";
import { useEffectWords } from "./effect-words.ts";
import { Gesture } from "./gesture.tsx";
import { PauseDialog } from "./pause-dialog.tsx";
import type { PlayRun } from "./play-run.ts";
import { PointerButton } from "./pointer-button.tsx";
import { ProblemHelp } from "./problem-help.tsx";

interface PauseSheetProps {
  run: PlayRun;
  snapshot: Snapshot;
}

export function PauseSheet({ run, snapshot }: PauseSheetProps): JSX.Element {
  const reason = snapshot.pausedBecause ?? "visitor";
  if (reason === "camera_lost" && run.isKiosk) return <CameraAway run={run} />;
  if (reason === "camera_lost") {
    return (
      <div class="pause pause-camera_lost">
        <ProblemHelp
          topic="camera_lost"
          onRetry={() => void run.playWithCamera()}
          onPointer={() => run.playWithoutCamera()}
        />
      </div>
    );
  }
  if (reason === "edge") return <EdgePause run={run} />;
  return reason === "no_face" ? <NoFace run={run} /> : <Resting run={run} reason={reason} />;
}

function EdgePause({ run }: { run: PlayRun }): JSX.Element | null {
  const edge = useEdgeParts(true);
  return edge && <edge.EdgeDialog onAnswer={(agreed) => run.useEdge(agreed)} />;
}

/** Stays out of the mirror's way: visitors look for themselves in it. */
function NoFace({ run }: { run: PlayRun }): JSX.Element {
  const { t } = useTexts();
  const release = useStore(run.release);
  const { words } = useEffectWords(release);
  const gesture = release?.manifest.tracking[0] === "hands" ? "show_hand" : "center_face";
  return (
    <section class="pause pause-no_face" role="status" data-testid="pause-no_face">
      <div class="pause-sheet paper">
        <Gesture name={gesture} art={release?.art} />
        <div>
          <h2>{t("pause.no_face.title")}</h2>
          <p>{words["page.pause.no_face"]}</p>
        </div>
        <div class="buttons">
          {run.isPhoto && (
            <Button
              icon="photo"
              label={t("consent.photo")}
              testId="another-photo"
              onPress={() => run.help(null)}
            />
          )}
          <PointerButton onPress={() => run.playWithoutCamera()} />
        </div>
      </div>
    </section>
  );
}

/** At a kiosk, where nobody can look at a plug or at settings; it comes back by itself. */
function CameraAway({ run }: { run: PlayRun }): JSX.Element {
  const { t } = useTexts();
  return (
    <section class="pause pause-no_face" role="status" data-testid="pause-camera_lost">
      <div class="pause-sheet paper">
        <div>
          <h2>{t("pause.camera_lost.title")}</h2>
          <p>{t("pause.camera_lost.text")}</p>
        </div>
        <div class="buttons">
          <PointerButton onPress={() => run.playWithoutCamera()} />
        </div>
      </div>
    </section>
  );
}

interface RestingProps {
  run: PlayRun;
  reason: "tab_hidden" | "visitor";
}

function Resting({ run, reason }: RestingProps): JSX.Element {
  const { t } = useTexts();
  const { words, own } = useEffectWords(useStore(run.release));
  return (
    <PauseDialog heading="pause" testId={`pause-${reason}`} onCancel={() => run.resume()}>
      <h2 id="pause">{t(`pause.${reason}.title`)}</h2>
      <p>{words[`page.pause.${reason}`]}</p>
      <div class="buttons">
        <Button
          look="main"
          icon="play"
          label={t("pause.continue")}
          testId="continue"
          onPress={() => run.resume()}
        />
        <Button
          icon="home"
          label={own("page.pause.leave", "hud.leave")}
          onPress={() => run.leave()}
        />
      </div>
    </PauseDialog>
  );
}
