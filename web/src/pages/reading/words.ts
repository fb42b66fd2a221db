/** The words of the pages to read. */
import "../../../../assets/fonts/noto-sans-sc-more.css";
import { createTexts } from "../../ui/texts.ts";
import en from "./texts/en.json";
import zhCN from "./texts/zh-CN.json";

export type ReadingKey = keyof typeof en;

export const useReadingTexts = createTexts<ReadingKey>({ en, "zh-CN": zhCN });
