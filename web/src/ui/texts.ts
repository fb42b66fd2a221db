/** The words of the pages, in the visitor's language. */
import en from "../texts/en.json";
import zhCN from "../texts/zh-CN.json";
import { type Locale, locale } from "./preferences.ts";
import { useStore } from "./store.ts";

export type TextKey = keyof typeof en;
export type Params = Readonly<Record<string, string | number>>;

/** The same keys in every language: one that is missing somewhere does not compile. */
export type Catalogues<Key extends string> = Record<Locale, Record<Key, string>>;

const catalogues: Catalogues<TextKey> = { en, "zh-CN": zhCN };

/** Put `params` into the `{name}` places of a text. */
export function fill(template: string, params: Params = {}): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}

export function translate(language: Locale, key: TextKey, params?: Params): string {
  return fill(catalogues[language][key], params);
}

export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}

export interface Texts<Key extends string = TextKey> {
  locale: Locale;
  t(key: Key, params?: Params): string;
  /** The texts `prefix.1`, `prefix.2`, … as far as they go. */
  list(prefix: string): string[];
}

function textsIn<Key extends string>(words: Record<Key, string>, language: Locale): Texts<Key> {
  const has = (key: string): key is Key => Object.hasOwn(words, key);
  return {
    locale: language,
    t: (key, params) => fill(words[key], params),
    list(prefix) {
      const found: string[] = [];
      for (let n = 1; ; n += 1) {
        const key = `${prefix}.${n}`;
        if (!has(key)) return found;
        found.push(words[key]);
      }
    },
  };
}

/** Return the hook of a page that brings its own words, so that no other page loads them. */
export function createTexts<Key extends string>(own: Catalogues<Key>): () => Texts<Key> {
  return () => {
    const language = useStore(locale);
    return textsIn(own[language], language);
  };
}

export const useTexts = createTexts(catalogues);
