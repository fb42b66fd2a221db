/**
 * Gives the server what the site calls itself, for the previews of links.
 *
 * The words stay in the catalogues of the pages; the build hands on the few that are needed.
 */
import type { Plugin } from "vite";
import impactEn from "../src/pages/impact/texts/en.json" with { type: "json" };
import impactZhCN from "../src/pages/impact/texts/zh-CN.json" with { type: "json" };
import en from "../src/texts/en.json" with { type: "json" };
import zhCN from "../src/texts/zh-CN.json" with { type: "json" };

const FILE = "site-words.json";

function inBoth(key: keyof typeof en): Record<string, string> {
  return { "zh-CN": zhCN[key], en: en[key] };
}

function ofImpact(key: keyof typeof impactEn): Record<string, string> {
  return { "zh-CN": impactZhCN[key], en: impactEn[key] };
}

export function siteWords(): Plugin {
  return {
    name: "kindlens-site-words",
    apply: "build",
    generateBundle() {
      const words = {
        name: inBoth("site.name"),
        title: inBoth("title.home"),
        description: inBoth("site.description"),
        impact_title: ofImpact("preview.title"),
        impact_description: ofImpact("preview.description"),
      };
      this.emitFile({ type: "asset", fileName: FILE, source: JSON.stringify(words) });
    },
  };
}
