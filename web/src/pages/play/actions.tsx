/** What the visitor may choose while a play runs: buttons over what the stage draws, or in a row. */
import type { JSX } from "preact";
import type { OfferedAction } from "../../play/play-session.ts";
import { Button } from "../../ui/button.tsx";
import type { PlayRun } from "./play-run.ts";

interface ActionsProps {
  run: PlayRun;
  actions: readonly OfferedAction[];
  /** The effect's own words in the visitor's language. */
  words: Record<string, string>;
}

function labelOf(name: string, words: Record<string, string>): string {
  return words[`action.${name}`] ?? name;
}

/** Those that nothing on the stage stands for. */
export function ActionRow({ run, actions, words }: ActionsProps): JSX.Element | null {
  const named = actions.filter(({ box }) => box === null);
  if (named.length === 0) return null;
  return (
    <div class="hud-actions">
      {named.map(({ name }) => (
        <Button
          key={name}
          label={labelOf(name, words)}
          testId={`action-${name}`}
          onPress={() => run.act(name)}
        />
      ))}
    </div>
  );
}

/** Unseen buttons over the drawings, for fingers, keys and screen readers alike. */
export function DrawnActions({ run, actions, words }: ActionsProps): JSX.Element {
  return (
    <>
      {actions.map(
        ({ name, box }) =>
          box && (
            <button
              key={name}
              type="button"
              class="drawn-action"
              style={{
                left: `${box.left}px`,
                top: `${box.top}px`,
                width: `${box.width}px`,
                height: `${box.height}px`,
              }}
              aria-label={labelOf(name, words)}
              data-testid={`action-${name}`}
              onClick={() => run.act(name)}
            />
          ),
      )}
    </>
  );
}
