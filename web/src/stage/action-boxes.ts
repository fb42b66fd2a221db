/** Where on the stage the drawings are that stand for something the visitor may choose. */

import type { CanvasBox } from "./canvas-box.ts";
import type { NodePlaces } from "./node-places.ts";
import type { StageNode } from "./stage-node.ts";

const ROLE = "action:";

/** Returns the box of each visible one by the action's name, in whole CSS pixels. */
export function actionBoxes(
  nodes: ReadonlyMap<number, StageNode>,
  places: NodePlaces,
): Map<string, CanvasBox> {
  const boxes = new Map<string, CanvasBox>();
  for (const node of nodes.values()) {
    const { state } = node;
    if (!state.role.startsWith(ROLE) || !state.is_visible) continue;
    const now = node.at(1);
    const unitPx = places.unitPx(state);
    const middle = places.absolute(node, now);
    const width = Math.round(now.w * unitPx);
    const height = Math.round(node.heightOf(now) * unitPx);
    const left = Math.round(middle.x - width / 2);
    boxes.set(state.role.slice(ROLE.length), {
      left,
      top: Math.round(middle.y - height / 2),
      width,
      height,
    });
  }
  return boxes;
}
