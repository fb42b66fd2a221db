/** Lays every node out for one drawing: where it stands, how large, and what it passes on. */
import type { Backdrop } from "./backdrop.ts";
import type { BodyAnchors } from "./body-anchors.ts";
import type { BodyLayer } from "./body-layer.ts";
import type { CameraFrame } from "./camera-frame.ts";
import type { DrawGovernor } from "./draw-governor.ts";
import type { NodePlaces } from "./node-places.ts";
import type { NodeState } from "./packed-node.ts";
import { pictureUnitPx } from "./picture-view.ts";
import type { Carried, StageNode, Surroundings } from "./stage-node.ts";
import type { Tweened } from "./tween.ts";

/** A lying model turns by this many times what its motion turns a picture by. */
const SWAY_FACTOR = 6;

interface LayoutParts {
  nodes: ReadonlyMap<number, StageNode>;
  places: NodePlaces;
  camera: CameraFrame;
  backdrop: Backdrop;
  bodyAnchors: BodyAnchors;
  /** null for an effect without models. */
  body: BodyLayer | null;
  governor: DrawGovernor;
  around: Surroundings;
}

export class StageLayout {
  constructor(private readonly parts: LayoutParts) {}

  /** share: how far (0..1) between two ticks. passedS: since the last drawing. */
  place(share: number, passedS: number): void {
    const { nodes, places, camera, body } = this.parts;
    const carried = new Map<number, Carried>();
    const uncarried: Carried = { opacity: 1, flip: 1, unitPx: places.geometry.unitPx };
    let isOnHand = false;
    let isOnFace = false;
    for (const node of nodes.values()) {
      const { state } = node;
      if (state.kind === "backdrop") continue;
      const now = node.at(share);
      const from = carried.get(state.parent) ?? uncarried;
      if (state.kind === "model") {
        const isShown = this.placeModel(node, now, from, passedS);
        isOnHand ||= isShown && state.anchor.includes("_hand.");
        isOnFace ||= isShown && state.anchor.startsWith("face.");
        continue;
      }
      if (node.ribbon !== null) {
        node.root.visible = state.is_visible;
        node.placeLine(now, places.line(state, now, from.unitPx), from);
        continue;
      }
      const place = places.middle(state, now, from.unitPx);
      node.root.visible = state.is_visible && place !== null;
      if (place === null) continue;
      const passedOn = node.place(now, place.x, place.y, from);
      const { view } = camera;
      if (node === camera.node && view !== null) passedOn.unitPx = pictureUnitPx(view);
      if (!state.is_visible) passedOn.opacity = 0;
      carried.set(state.id, passedOn);
    }
    body?.setWorn(isOnHand, isOnFace);
    this.showBackdrops();
  }

  private showBackdrops(): void {
    const { nodes, places, backdrop, around } = this.parts;
    const shown: NodeState[] = [];
    for (const { state } of nodes.values()) {
      if (state.kind === "backdrop" && state.is_visible) shown.push(state);
    }
    shown.sort((a, b) => a.layer - b.layer || a.id - b.id);
    const images = shown.map(({ image }) => image);
    const { widthPx, heightPx } = places.geometry;
    backdrop.show(images, widthPx, heightPx, around.pixelRatio);
  }

  /** Returns whether it is shown. */
  private placeModel(node: StageNode, now: Tweened, from: Carried, passedS: number): boolean {
    const { body, bodyAnchors, governor, places } = this.parts;
    const { model, state } = node;
    if (model === null || body === null) return false;
    const pose = node.pose();
    const widthPx = now.w * from.unitPx * pose.sx;
    let opacity = state.is_visible ? (from.opacity * now.opacity_percent * pose.opacity) / 100 : 0;
    if (bodyAnchors.has(state.anchor)) {
      const worn = bodyAnchors.place(state.anchor);
      if (worn === null) opacity = 0;
      else {
        opacity *= worn.opacity;
        model.wear(state.anchor, worn, body.view, widthPx, passedS);
      }
    } else {
      const at = places.absolute(node, now);
      const isSpinning = state.motion === "spin";
      const yaw = pose.turn * (isSpinning ? 1 : SWAY_FACTOR);
      model.lie(at.x, places.geometry.heightPx - at.y, widthPx, yaw, passedS);
    }
    if (opacity === 0) model.hide();
    else {
      const { tint } = body.meter;
      const { hasShadows: hasShadow, hasEnvironment } = governor;
      model.dress(opacity, node.order, { tint, hasShadow, hasEnvironment });
    }
    return opacity > 0;
  }
}
