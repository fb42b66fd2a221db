/** A node as `inspect()` shows it, for robots that look for things on the stage. */
import type { NodePlaces } from "./node-places.ts";
import { boundsOf } from "./ribbon.ts";
import type { StageNode } from "./stage-node.ts";

/** Middle and size in 0..1 of the stage as shown. */
export interface InspectedNode {
  id: number;
  kind: string;
  role: string;
  x: number;
  y: number;
  w: number;
  h: number;
  visible: boolean;
}

/** Returns every node. frame: of the camera's picture, in CSS pixels; null without one. */
export function inspectNodes(
  nodes: ReadonlyMap<number, StageNode>,
  places: NodePlaces,
  frame: { width: number; height: number } | null,
): InspectedNode[] {
  return [...nodes.values()].map((node) => {
    const { state } = node;
    const { middle, size, isSeen } = outlineOf(node, places, frame);
    const { widthPx, heightPx } = places.geometry;
    const isBackdrop = state.kind === "backdrop";
    return {
      id: state.id,
      kind: state.kind,
      role: state.role,
      x: isBackdrop ? 0.5 : middle.x / widthPx,
      y: isBackdrop ? 0.5 : middle.y / heightPx,
      w: isBackdrop ? 1 : size.width / widthPx,
      h: isBackdrop ? 1 : size.height / heightPx,
      visible: isSeen && areCarriersVisible(state.parent, nodes),
    };
  });
}

function outlineOf(
  node: StageNode,
  places: NodePlaces,
  frame: { width: number; height: number } | null,
) {
  const { state } = node;
  const now = node.at(1);
  const isSeen = state.is_visible && now.opacity_percent > 0;
  if (node.ribbon !== null) {
    const { middle, ...size } = boundsOf(places.absoluteLine(node, now));
    return { middle, size, isSeen };
  }
  // What robots look for is never carried by a turned node.
  const middle = places.absolute(node, now);
  const unitPx = places.unitPx(state);
  const size = { width: now.w * unitPx, height: node.heightOf(now) * unitPx };
  if (state.kind === "camera" && frame !== null) return { middle, size: frame, isSeen };
  if (state.kind !== "model") return { middle, size, isSeen };
  const seen = node.model?.seen ?? null;
  if (seen === null) return { middle, size, isSeen: false };
  return {
    middle: { x: seen.at.x, y: places.geometry.heightPx - seen.at.y },
    size: { width: seen.widthPx, height: seen.heightPx },
    isSeen,
  };
}

function areCarriersVisible(parent: number, nodes: ReadonlyMap<number, StageNode>): boolean {
  const carrier = nodes.get(parent);
  if (carrier === undefined) return true;
  return carrier.state.is_visible && areCarriersVisible(carrier.state.parent, nodes);
}
