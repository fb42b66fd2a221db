/** How far a completed play is on its way to the ledger. */
import type { Answer, OutboxState } from "../../outbox.ts";

export type Delivery =
  | { at: "sending" }
  | { at: "kept" }
  | { at: "answered"; answer: Answer }
  | null;

/** Return where the play stands; null while it is not completed. */
export function deliveryOf(outbox: OutboxState, playId: string | null): Delivery {
  const outcome = outbox.outcomes.find(({ play }) => play.playId === playId);
  if (outcome) return { at: "answered", answer: outcome.answer };
  if (!outbox.pending.some((play) => play.playId === playId)) return null;
  return { at: outbox.hasFailed ? "kept" : "sending" };
}
