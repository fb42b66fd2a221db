/** The camera node on the stage: where its picture lies, and what is shown in a camera's stead. */
import type { Texture } from "three";
import type { Figure } from "../runtime/release.ts";
import { UNKNOWN_LIGHT } from "../tracking/face-light.ts";
import type { TrackerFrame } from "../tracking/tracker-frame.ts";
import { CameraCrop, middleCrop } from "./camera-crop.ts";
import { CameraView } from "./camera-view.ts";
import type { Spot } from "./face-anchors.ts";
import { fieldToPxX, fieldToPxY, type StageGeometry } from "./geometry.ts";
import { type PictureFrame, pictureFrame } from "./picture-frame.ts";
import type { PictureView } from "./picture-view.ts";
import type { StageNode } from "./stage-node.ts";
import type { Tweened } from "./tween.ts";

/** Of this moment. */
export interface FrameMoment {
  /** How far (0..1) it lies between the last tick and the next. */
  share: number;
  passedS: number;
  geometry: StageGeometry;
  /** In 0..1 of the mirrored picture; null without one. */
  head: (Spot & { height: number }) | null;
}

export class CameraFrame {
  readonly picture = new CameraView();
  /** null while no camera node is on the stage. */
  node: StageNode | null = null;
  /** Where the picture lay when it was last placed; null before. */
  view: PictureView | null = null;
  private readonly crop = new CameraCrop();
  private figureAspect = 0;

  /** page: carries the style properties that tell its slips where the picture is. */
  constructor(private readonly page: HTMLElement | null) {}

  hold(node: StageNode): void {
    this.node = node;
    node.inner.add(this.picture.mesh);
  }

  /** Lets go of a node, if it is the one that is held. */
  release(node: StageNode): void {
    if (this.node !== node) return;
    this.picture.mesh.removeFromParent();
    this.node = null;
    this.view = null;
  }

  /** Lays the picture out anew; returns the view, null without a camera node. */
  place({ share, passedS, geometry, head }: FrameMoment): PictureView | null {
    const { node, picture } = this;
    if (node === null) return null;
    const now = node.at(share);
    const { pictureAspect } = picture;
    const laysItselfOut = now.w === 0 && now.h === 0;
    const frame = laysItselfOut
      ? pictureFrame(geometry.widthPx, geometry.heightPx, pictureAspect)
      : namedFrame(now, geometry);
    const frameAspect = frame.width / Math.max(1, frame.height);
    const crop = laysItselfOut
      ? middleCrop(frameAspect, pictureAspect)
      : this.crop.next(head, passedS, frameAspect, pictureAspect);
    if (laysItselfOut) this.publish(frame, geometry.widthPx);
    this.view = { frame, crop };
    picture.place(frame.width, frame.height, geometry.unitPx, crop, now.opacity_percent / 100);
    picture.mesh.renderOrder = node.order;
    return this.view;
  }

  /**
   * Shows a drawing, where no camera does.
   *
   * Returns a frame in which its figure was found, once for each shape of the drawing.
   */
  showDrawing(drawing: Texture | null, aspect: number, figure: Figure | null): TrackerFrame | null {
    this.picture.setDrawing(drawing, aspect);
    if (figure === null || aspect === this.figureAspect) return null;
    this.figureAspect = aspect;
    const faces = figure.faces.map((face) => ({
      ...face,
      blendshapes: [],
      matrix: null,
      light: UNKNOWN_LIGHT,
    }));
    return { t_ms: 0, width: aspect, height: 1, faces, hands: figure.hands };
  }

  dispose(): void {
    this.picture.dispose();
  }

  private publish({ left, top, width, height }: PictureFrame, stageWidthPx: number): void {
    const right = stageWidthPx - left - width;
    const values = { left, top, right, bottom: top + height, width };
    const style = this.page?.style;
    for (const [name, value] of Object.entries(values)) {
      const text = `${Math.round(value)}px`;
      const property = `--picture-${name}`;
      if (style && style.getPropertyValue(property) !== text) style.setProperty(property, text);
    }
  }
}

/** The frame of a camera node that says where it is. */
function namedFrame(now: Tweened, geometry: StageGeometry): PictureFrame {
  const width = now.w * geometry.unitPx;
  const height = now.h * geometry.unitPx;
  return {
    left: fieldToPxX(geometry, now.x) + now.dx * geometry.unitPx - width / 2,
    top: fieldToPxY(geometry, now.y) + now.dy * geometry.unitPx - height / 2,
    width,
    height,
  };
}
