/** The words of the desk, which no visitor loads. */
import "../../../../assets/fonts/noto-sans-sc-more.css";
import { createTexts, type Texts } from "../../ui/texts.ts";
import en from "./texts/en.json";
import zhCN from "./texts/zh-CN.json";

export type DeskKey = keyof typeof en;
export type DeskTexts = Texts<DeskKey>;

export const useDeskTexts = createTexts<DeskKey>({ en, "zh-CN": zhCN });

export function isDeskKey(key: string): key is DeskKey {
  return Object.hasOwn(en, key);
}
