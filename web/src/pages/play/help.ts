/** Which help a visitor needs, in this browser. */
import type { Problem } from "../../play/problems.ts";
import { isTextKey } from "../../ui/texts.ts";

/** The play's own problems, and those of the way to the server. */
export type HelpTopic = Problem | "unreachable" | "update_needed";

/** Topics where a play without camera would fail for the same reason. */
const BLOCKS_POINTER: readonly HelpTopic[] = ["no_webgl2", "unreachable", "update_needed"];

export function canPlayWithoutCamera(topic: HelpTopic): boolean {
  return !BLOCKS_POINTER.includes(topic);
}

/** Where the settings are differs by browser family; the name is all that tells them apart. */
export type BrowserFamily =
  | "wechat"
  | "safari_ios"
  | "safari_mac"
  | "firefox"
  | "chromium_android"
  | "chromium_desktop"
  | "any";

export function browserFamily(userAgent: string): BrowserFamily {
  if (/MicroMessenger/i.test(userAgent)) return "wechat";
  if (/iPhone|iPad|iPod/.test(userAgent)) return "safari_ios"; // All iOS browsers share its engine.
  if (/Firefox\//.test(userAgent)) return "firefox";
  if (/Chrome\/|Chromium\//.test(userAgent)) {
    return /Android/.test(userAgent) ? "chromium_android" : "chromium_desktop";
  }
  if (/Macintosh.*Safari\//.test(userAgent)) return "safari_mac";
  return "any";
}

/** The catalogue prefix of the steps for a topic in this browser, or of those for any. */
export function stepsPrefix(topic: HelpTopic, family: BrowserFamily): string {
  const own = `problem.${topic}.step.${family}`;
  return isTextKey(`${own}.1`) ? own : `problem.${topic}.step.any`;
}
