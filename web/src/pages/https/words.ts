/** The words of the page that leads to https. */
import "../../../../assets/fonts/noto-sans-sc-more.css";
import { createTexts } from "../../ui/texts.ts";
import en from "./texts/en.json";
import zhCN from "./texts/zh-CN.json";

export type HttpsKey = keyof typeof en;

export const useHttpsTexts = createTexts<HttpsKey>({ en, "zh-CN": zhCN });
