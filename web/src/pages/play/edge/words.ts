/** The words of tracking by the computer of this place. */
import "../../../../../assets/fonts/noto-sans-sc-more.css";
import { createTexts } from "../../../ui/texts.ts";
import en from "./texts/en.json";
import zhCN from "./texts/zh-CN.json";

export type EdgeKey = keyof typeof en;

export const useEdgeTexts = createTexts<EdgeKey>({ en, "zh-CN": zhCN });
