/** The words of the kiosk's pages. */
import "../../../../assets/fonts/noto-sans-sc-more.css";
import { createTexts } from "../../ui/texts.ts";
import en from "./texts/en.json";
import zhCN from "./texts/zh-CN.json";

const catalogues = { en, "zh-CN": zhCN };

export type KioskKey = keyof typeof en;

export const useKioskTexts = createTexts<KioskKey>(catalogues);

/** A text in the language that the kiosk does not speak just now, said smaller beside it. */
export function inOther(language: keyof typeof catalogues, key: KioskKey): string {
  return catalogues[language === "en" ? "zh-CN" : "en"][key];
}
