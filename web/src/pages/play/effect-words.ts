/** The words of one effect, in the visitor's language. */
import type { Release } from "../../runtime/release.ts";
import { type TextKey, type Texts, useTexts } from "../../ui/texts.ts";

export interface EffectWords {
  /** The effect's catalogue; empty until its release has arrived. */
  words: Record<string, string>;
  /** The effect's own text, or the page's where it has none or has not arrived yet. */
  own(key: string, otherwise: TextKey): string;
}

function effectWords(release: Release | null, { t, locale }: Texts): EffectWords {
  const words = release?.texts[locale] ?? {};
  return { words, own: (key, otherwise) => words[key] ?? t(otherwise) };
}

export function useEffectWords(release: Release | null): EffectWords {
  return effectWords(release, useTexts());
}
