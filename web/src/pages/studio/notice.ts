/** What the author is told in passing. */
import { messageOf } from "../../runtime/error-message.ts";

/** change: what can be undone. */
export interface Notice {
  kind: "reloaded" | "saved" | "removed" | "undone" | "error";
  params: Record<string, string | number>;
  change?: number;
}

export function errorNotice(error: unknown): Notice {
  return { kind: "error", params: { message: messageOf(error) } };
}
