/** What lies over the game: portions, controls, the hint with its drawn gesture, the subtitle. */
import type { JSX } from "preact";
import { IconButton } from "../../ui/button.tsx";
import { SoundSwitch } from "../../ui/controls.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useStore } from "../../ui/store.ts";
import { fill, useTexts } from "../../ui/texts.ts";
import { ActionRow, DrawnActions } from "./actions.tsx";
import type { Delivery } from "./delivery.ts";
import { useEdgeParts } from "./edge/use-edge-parts.ts";
import { Gesture } from "./gesture.tsx";
import type { PlayRun, RunState } from "./play-run.ts";
import { PointerButton } from "./pointer-button.tsx";
import { Progress } from "./progress.tsx";
import { isStory, StoryCard } from "./story-card.tsx";

interface HudProps {
  run: PlayRun;
  state: Extract<RunState, { at: "playing" }>;
  /** The effect's own words in the visitor's language. */
  words: Record<string, string>;
  delivery: Delivery;
}

export function Hud({ run, state, words, delivery }: HudProps): JSX.Element {
  const { t } = useTexts();
  const { snapshot, mode, ticket } = state;
  const art = useStore(run.release)?.art;
  const isPaused = snapshot.phase === "paused";
  const edge = useEdgeParts(snapshot.edge !== "off");
  const hint = snapshot.hint && words[`hint.${snapshot.hint}`];
  const line = snapshot.line && words[snapshot.line];
  const story = !isPaused && isStory(snapshot.line, words) ? snapshot.line : null;
  return (
    <div class="hud">
      {!isPaused && <DrawnActions run={run} actions={snapshot.actions} words={words} />}
      <div class="hud-left">
        {snapshot.progress && (
          <Progress
            done={snapshot.progress[0]}
            total={snapshot.progress[1]}
            art={art}
            words={words}
          />
        )}
      </div>
      <div class="hud-right">
        <SoundSwitch />
        <IconButton
          icon="pause"
          label={t("hud.pause")}
          testId="pause"
          onPress={() => run.pause()}
        />
        <IconButton icon="home" label={t("hud.leave")} testId="leave" onPress={() => run.leave()} />
      </div>
      <div class={`hud-words ${hint && !isPaused ? "has-hint" : ""} ${story ? "has-story" : ""}`}>
        <p class="subtitle" aria-live="polite" data-testid="subtitle">
          {line && !isPaused && <span key={snapshot.line}>{fill(line, snapshot.facts)}</span>}
        </p>
        <div class="hint" aria-live="assertive" data-testid="hint">
          {hint && !isPaused && (
            <p key={snapshot.hint} class="hint-slip">
              <Gesture name={snapshot.hint ?? ""} art={art} />
              <span>{hint}</span>
            </p>
          )}
        </div>
        {snapshot.phase === "ready" && mode === "pointer" && (
          <p class="hud-note">{words["page.pointer_help"]}</p>
        )}
        {snapshot.phase === "ready" && (
          <p class="hud-note" role="status" data-testid={`funding-${ticket.funding}`}>
            {t(`hud.funding.${ticket.funding}`)}
          </p>
        )}
        {!isPaused && <ActionRow run={run} actions={snapshot.actions} words={words} />}
        {snapshot.isTrackingSlow && !isPaused && <TooSlow run={run} />}
        {edge && !isPaused && <edge.EdgeNote run={run} edge={snapshot.edge} />}
        <DeliveryNote delivery={delivery} words={words} />
        <div class="hud-story" aria-live="polite" data-testid="story">
          {story && <StoryCard key={story} story={story} words={words} />}
        </div>
      </div>
    </div>
  );
}

/** The play goes on, and the other way to play is offered. */
function TooSlow({ run }: { run: PlayRun }): JSX.Element {
  const { t } = useTexts();
  return (
    <div class="hud-slow" role="status" data-testid="problem-tracking_slow">
      <p class="hud-note">{t("problem.tracking_slow.title")}</p>
      <PointerButton onPress={() => run.playWithoutCamera()} />
    </div>
  );
}

interface DeliveryNoteProps {
  delivery: Delivery;
  words: Record<string, string>;
}

function DeliveryNote({ delivery, words }: DeliveryNoteProps): JSX.Element | null {
  const { t } = useTexts();
  if (!delivery) return null;
  const told = {
    sending: words["page.delivering"],
    kept: words["page.kept"],
    answered: t("hud.delivered"),
  }[delivery.at];
  const isCredited = delivery.at === "answered" && delivery.answer.status === "credited";
  if (delivery.at === "answered" && !isCredited) return null; // The result page has the words.
  return (
    <p class="hud-note hud-delivery" role="status" data-testid={`delivery-${delivery.at}`}>
      <Icon name={isCredited ? "check" : "clock"} />
      {told}
    </p>
  );
}
