/** One number, one sentence, one source; the play's seed chooses which. */
import type { JSX } from "preact";
import { Icon } from "../../ui/icon.tsx";
import { useTexts } from "../../ui/texts.ts";

interface FactCardProps {
  words: Record<string, string>;
  /** The ticket's seed, hexadecimal. */
  seed: string;
}

const SEED_DIGITS_USED = 8; // 32 bits, far more than there are facts.

export function FactCard({ words, seed }: FactCardProps): JSX.Element | null {
  const { t } = useTexts();
  const count = Object.keys(words).filter((key) => /^fact\.\d+\.number$/.test(key)).length;
  if (count === 0) return null;
  const n = 1 + (Number.parseInt(seed.slice(0, SEED_DIGITS_USED), 16) % count);
  const source = t("fact.source", { source: words[`fact.${n}.source`] ?? "" });
  const url = words[`fact.${n}.url`];
  return (
    <section class="fact" aria-labelledby="fact" data-testid="fact">
      <h2 id="fact">{t("fact.title")}</h2>
      <p class="fact-number">{words[`fact.${n}.number`]}</p>
      <p class="fact-sentence">{words[`fact.${n}.sentence`]}</p>
      <p class="fact-source">
        {url ? (
          <a href={url} target="_blank" rel="noreferrer">
            {source} <Icon name="external" />
          </a>
        ) : (
          source
        )}
      </p>
    </section>
  );
}
