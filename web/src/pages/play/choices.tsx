/** What the visitor picks before a play, as the effect's manifest offers it; else what it is about. */
import type { JSX } from "preact";
import type { Release } from "../../runtime/release.ts";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { useEffectWords } from "./effect-words.ts";
import { Emblem } from "./emblem.tsx";
import type { PlayRun } from "./play-run.ts";
import { Portrait } from "./portrait.tsx";

export function Choices({ run }: { run: PlayRun }): JSX.Element {
  const release = useStore(run.release);
  const { words } = useEffectWords(release);
  if (!release) return <div class="choices choices-blank" aria-hidden="true" />;
  const choices = Object.entries(release.manifest.choices);
  if (choices.length === 0) {
    return (
      <div class="subject">
        <Emblem run={run} isGlad />
        <p class="lead">{words.summary}</p>
      </div>
    );
  }
  return (
    <div class="choices">
      {choices.map(([name, options]) => (
        <Choice key={name} run={run} release={release} name={name} options={options} />
      ))}
    </div>
  );
}

interface ChoiceProps {
  run: PlayRun;
  release: Release;
  name: string;
  options: string[];
}

function Choice({ run, release, name, options }: ChoiceProps): JSX.Element {
  const { locale } = useTexts();
  const chosen = useStore(run.choices)[name];
  const words = release.texts[locale] ?? {};
  return (
    <fieldset class="choice">
      <legend class="unseen">{words[`choice.${name}`]}</legend>
      {options.map((option) => (
        <label key={option} class="choice-option">
          <input
            type="radio"
            class="unseen"
            name={name}
            value={option}
            checked={option === chosen}
            onChange={() => run.choose(name, option)}
          />
          <span class="choice-card">
            <Portrait art={release.art} option={option} isChosen={option === chosen} />
            <span class="choice-name">{words[`choice.${name}.${option}`]}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
