/** The words of the page that checks receipts. */
import "../../../../assets/fonts/noto-sans-sc-more.css";
import { createTexts } from "../../ui/texts.ts";
import en from "./texts/en.json";
import zhCN from "./texts/zh-CN.json";

export type VerifyKey = keyof typeof en;

export const useVerifyTexts = createTexts<VerifyKey>({ en, "zh-CN": zhCN });
