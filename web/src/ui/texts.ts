/** The words of the pages, in the visitor's language. */
import en from "../texts/en.json";
import zhCN from "../texts/zh-CN.json";
import { type Locale, locale } from "./preferences.ts";
import { useStore } from "./store.ts";

export type TextKey = keyof typeof en;
export type Params = Readonly<Record<string, string | number>>;

// The type says it too: a key missing in one language does not compile.
const catalogues: Record<Locale, Record<TextKey, string>> = { en, "zh-CN": zhCN };

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

export interface Texts {
  locale: Locale;
  t(key: TextKey, params?: Params): string;
  /** The texts `prefix.1`, `prefix.2`, … as far as they go. */
  list(prefix: string): string[];
}

export function textsIn(language: Locale): Texts {
  const t = (key: TextKey, params?: Params) => translate(language, key, params);
  return {
    locale: language,
    t,
    list(prefix) {
      const found: string[] = [];
      for (let n = 1; ; n += 1) {
        const key = `${prefix}.${n}`;
        if (!isTextKey(key)) return found;
        found.push(t(key));
      }
    },
  };
}

export function useTexts(): Texts {
  return textsIn(useStore(locale));
}
