/** The words of the public page about the money. */
import "../../../../assets/fonts/noto-sans-sc-more.css";
import { createTexts } from "../../ui/texts.ts";
import en from "./texts/en.json";
import zhCN from "./texts/zh-CN.json";

export const useImpactTexts = createTexts<keyof typeof en>({ en, "zh-CN": zhCN });
