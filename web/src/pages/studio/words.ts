/** The words of the studio, which no visitor loads. */
import "../../../../assets/fonts/noto-sans-sc-studio.css";
import { locale } from "../../ui/preferences.ts";
import { createTexts } from "../../ui/texts.ts";
import en from "./texts/en.json";
import zhCN from "./texts/zh-CN.json";

export type StudioKey = keyof typeof en;

export const useStudioTexts = createTexts<StudioKey>({ en, "zh-CN": zhCN });

/** Fetches the letters of every word, so that nothing has to be drawn anew when they come. */
export async function loadLetters(): Promise<void> {
  const words = Object.values({ en, "zh-CN": zhCN }[locale.get()]).join("");
  await document.fonts.load('1em "Noto Sans SC"', words);
}

export function isStudioKey(key: string): key is StudioKey {
  return Object.hasOwn(en, key);
}
