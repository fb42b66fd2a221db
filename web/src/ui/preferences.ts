/** What the visitor chose and wants to find again: language, mute, the stray. */
import { createStore, type Store } from "./store.ts";

export type Locale = "zh-CN" | "en";
export const LOCALES: readonly Locale[] = ["zh-CN", "en"];

const PREFIX = "kindlens.";

/** Private windows may refuse storage; the page then simply forgets. */
function read(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Nothing is lost but the memory of a preference.
  }
}

/** A visitor without any Chinese among their languages gets English. */
function detectLocale(languages: readonly string[]): Locale {
  return languages.some((language) => language.toLowerCase().startsWith("zh")) ? "zh-CN" : "en";
}

function firstLocale(): Locale {
  const remembered = LOCALES.find((locale) => locale === read("locale"));
  return remembered ?? detectLocale(navigator.languages);
}

export const locale: Store<Locale> = createStore(firstLocale());
export const isMuted: Store<boolean> = createStore(read("muted") === "yes");

/** How loud anything may be, 0..1; the host of a kiosk caps it. Never remembered. */
export const volumeMax: Store<number> = createStore(1);

locale.subscribe(() => write("locale", locale.get()));
isMuted.subscribe(() => write("muted", isMuted.get() ? "yes" : "no"));

/** Return the remembered option of a choice, or the first one offered. */
export function rememberedChoice(name: string, options: readonly string[]): string {
  const remembered = read(`choice.${name}`);
  return options.find((option) => option === remembered) ?? options[0] ?? "";
}

export function rememberChoice(name: string, option: string): void {
  write(`choice.${name}`, option);
}
