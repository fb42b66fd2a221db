/** Snapshots come with every tick; the page draws only when one differs. */
import type { Snapshot } from "../../play/play-session.ts";

export function isSameSnapshot(one: Snapshot, other: Snapshot): boolean {
  return (
    one.phase === other.phase &&
    one.hint === other.hint &&
    one.line === other.line &&
    one.pausedBecause === other.pausedBecause &&
    one.isPresent === other.isPresent &&
    one.isTrackingSlow === other.isTrackingSlow &&
    one.edge === other.edge &&
    JSON.stringify(one.actions) === JSON.stringify(other.actions) &&
    one.progress?.[0] === other.progress?.[0] &&
    one.progress?.[1] === other.progress?.[1]
  );
}
