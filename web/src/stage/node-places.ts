/** Where nodes are on the stage: from their carrier, their anchor or the field to CSS pixels. */
import type { BodyAnchors } from "./body-anchors.ts";
import type { CameraFrame } from "./camera-frame.ts";
import type { FaceAnchors } from "./face-anchors.ts";
import { FIELD_STEPS, fieldToPxX, fieldToPxY, type StageGeometry } from "./geometry.ts";
import type { NodeState } from "./packed-node.ts";
import type { PictureFrame } from "./picture-frame.ts";
import { pictureToPx, pictureUnitPx } from "./picture-view.ts";
import { readPoints } from "./ribbon.ts";
import type { SpotPx } from "./spot.ts";
import type { StageNode } from "./stage-node.ts";
import type { Tweened } from "./tween.ts";

export class NodePlaces {
  constructor(
    public geometry: StageGeometry,
    private readonly nodes: ReadonlyMap<number, StageNode>,
    private readonly camera: CameraFrame,
    private readonly faces: FaceAnchors,
    private readonly bodies: BodyAnchors,
  ) {}

  /**
   * A node's middle in CSS pixels, from its carrier or the corner; null: its anchor is away.
   *
   * unitPx: of the node's own offsets.
   */
  middle(state: NodeState, now: Tweened, unitPx: number): SpotPx | null {
    const { geometry } = this;
    const { view } = this.camera;
    const offset = { x: now.dx * unitPx, y: now.dy * unitPx };
    const { node } = this.camera;
    const isCarriedByCamera = node !== null && state.parent === node.state.id;
    const from = isCarriedByCamera && view !== null ? middleOf(view.frame) : { x: 0, y: 0 };
    if (state.anchor !== "") {
      const at = this.anchor(state.anchor);
      return at && { x: at.x + offset.x - from.x, y: at.y + offset.y - from.y };
    }
    if (isCarriedByCamera && view !== null) {
      const [x, y] = pictureToPx(view, now.x / FIELD_STEPS, now.y / FIELD_STEPS);
      return { x: x + offset.x - from.x, y: y + offset.y - from.y };
    }
    if (this.nodes.has(state.parent)) return offset;
    if (node?.state === state && view !== null) return middleOf(view.frame);
    return {
      x: fieldToPxX(geometry, now.x) + offset.x,
      y: fieldToPxY(geometry, now.y) + offset.y,
    };
  }

  /** A line's points in CSS pixels, from where `middle` counts; [] where its anchor is away. */
  line(state: NodeState, now: Tweened, unitPx: number): SpotPx[] {
    const isCarried =
      this.nodes.has(state.parent) && this.nodes.get(state.parent) !== this.camera.node;
    const points = readPoints(state.points);
    if (isCarried || state.anchor !== "") {
      const from = this.middle(state, now, unitPx);
      return from === null
        ? []
        : points.map(({ x, y }) => plus(from, { x: x * unitPx, y: y * unitPx }));
    }
    return points.map(({ x, y }) => this.middle(state, { ...now, x, y }, unitPx) as SpotPx);
  }

  /** A node's middle in CSS pixels from the corner; turns of carriers are left out. */
  absolute(node: StageNode, now: Tweened): SpotPx {
    const middle = this.middle(node.state, now, this.unitPx(node.state)) ?? { x: 0, y: 0 };
    return plus(middle, this.carrierOf(node));
  }

  /** A line's points in CSS pixels from the corner. */
  absoluteLine(node: StageNode, now: Tweened): SpotPx[] {
    const from = this.carrierOf(node);
    return this.line(node.state, now, this.unitPx(node.state)).map((spot) => plus(spot, from));
  }

  /** CSS pixels of one size unit for this node. */
  unitPx(state: NodeState): number {
    const { view } = this.camera;
    return view !== null && this.isOnPicture(state) ? pictureUnitPx(view) : this.geometry.unitPx;
  }

  /** Whether the camera node carries it, itself or by others. */
  isOnPicture(state: NodeState): boolean {
    const carrier = this.nodes.get(state.parent);
    return (
      carrier !== undefined && (carrier === this.camera.node || this.isOnPicture(carrier.state))
    );
  }

  /** Where a node's carrier is, in CSS pixels from the corner; the corner itself without one. */
  private carrierOf({ state }: StageNode): SpotPx {
    const carrier = this.nodes.get(state.parent);
    const isAlone = carrier === undefined || (state.anchor !== "" && carrier !== this.camera.node);
    return isAlone ? { x: 0, y: 0 } : this.absolute(carrier, carrier.at(1));
  }

  private anchor(anchor: string): SpotPx | null {
    const { view, picture } = this.camera;
    if (view === null) return null;
    const worn = this.bodies.place(anchor)?.pose.at;
    const spot = worn ? { x: worn.x / picture.pictureAspect, y: -worn.y } : this.faces.spot(anchor);
    if (spot === null) return null;
    const [x, y] = pictureToPx(view, spot.x, spot.y);
    return { x, y };
  }
}

function plus(a: SpotPx, b: SpotPx): SpotPx {
  return { x: a.x + b.x, y: a.y + b.y };
}

function middleOf({ left, top, width, height }: PictureFrame): SpotPx {
  return { x: left + width / 2, y: top + height / 2 };
}
