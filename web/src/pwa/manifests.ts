/** The install manifest in each language. */
import type { Locale } from "../ui/preferences.ts";

export const manifests: Record<Locale, string> = {
  "zh-CN": "/manifest.zh-CN.webmanifest",
  en: "/manifest.en.webmanifest",
};
