/** What the visitor did in this play, for every figure the effect has words for. */
import type { JSX } from "preact";
import { Icon } from "../../ui/icon.tsx";
import { fill, useTexts } from "../../ui/texts.ts";

export interface DeedsProps {
  facts: Record<string, number>;
  words: Record<string, string>;
}

export function deedsOf({ facts, words }: DeedsProps): { name: string; text: string }[] {
  return Object.entries(facts).flatMap(([name, n]) => {
    const text = words[`result.${name}`];
    // What was done no time is not worth a line.
    return text === undefined || n === 0 ? [] : [{ name, text: fill(text, { n }) }];
  });
}

export function Deeds(props: DeedsProps): JSX.Element | null {
  const { t } = useTexts();
  const deeds = deedsOf(props);
  if (deeds.length === 0) return null;
  return (
    <section class="deeds paper" aria-labelledby="deeds">
      <h2 id="deeds">{t("result.heading")}</h2>
      <ul>
        {deeds.map(({ name, text }) => (
          <li key={name}>
            <Icon name="check" />
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
