/** Which node lies where the author pressed. */
import { NodeReader } from "../../stage/packed-node.ts";
import type { Studio } from "./studio.ts";

/** Behind everything: chosen only where nothing else is there. */
const GROUNDS: ReadonlySet<string> = new Set(["backdrop", "camera", "group"]);

/** x, y: CSS pixels of the stage. Returns the nearest node's id, or null. */
export function nodeAt(studio: Studio, x: number, y: number): number | null {
  const { canvas } = studio.host;
  const state = studio.state.get();
  const take = studio.playback.take.get();
  if (canvas === null || take === null || state.at !== "ready") return null;
  const at = { x: x / canvas.clientWidth, y: y / canvas.clientHeight };
  const reader = new NodeReader(state.python.description.node_fields);
  const nodes = take.nodesAt(studio.playback.moment.get().tick);
  let best: { id: number; rank: number } | null = null;
  for (const box of studio.host.boxes()) {
    const packed = nodes.get(box.id);
    const isHit =
      box.visible && Math.abs(at.x - box.x) <= box.w / 2 && Math.abs(at.y - box.y) <= box.h / 2;
    if (!isHit || packed === undefined) continue;
    const { layer } = reader.read(packed);
    const rank = (GROUNDS.has(box.kind) ? -1e6 : 0) + layer * 1000 + (box.id % 1000);
    if (best === null || rank >= best.rank) best = { id: box.id, rank };
  }
  return best?.id ?? null;
}
