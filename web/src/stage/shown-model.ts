/** One model on the stage: worn on a body or lying by itself, with its shadow, glide and swing. */
import {
  type Color,
  Group,
  type MeshStandardMaterial,
  Quaternion,
  type Scene,
  Vector3,
  type Vector4,
} from "three";
import { axisOf } from "./anchor-pose.ts";
import type { ShownPlace } from "./body-anchors.ts";
import { ContactShadow, type ShadowShape } from "./contact-shadow.ts";
import { ModelImpostor } from "./model-impostor.ts";
import type { ModelCopy } from "./model-library.ts";
import { Swing } from "./swing.ts";

/** Before all that is worn, so that neither hand nor face hides what lies on the cloth. */
const LYING_Z = 60_000;
/** What lies is looked at a little from above, in radians. */
const LYING_TILT = 0.42;
/** A lying model fits into its width, and into this much of it in height. */
const LYING_HEIGHT = 1.25;
/** Of a metal that has nothing to mirror: pure, it would be black. */
const DULL_METALNESS = 0.35;
/** From where it was to where it is worn. */
const GLIDE_S = 0.38;

const SHADOWS: Record<string, ShadowShape> = {
  wrist: { across: 1, along: 0.92, down: 0.07, front: 0.7, opacity: 0.42 },
  finger: { across: 0.95, along: 1.1, down: 0.1, front: 0.9, opacity: 0.45 },
  ear: { across: 0.55, along: 1.3, down: 0.62, front: -0.2, opacity: 0.16 },
};

/** Where a model is shown: CSS pixels from the stage's lower left corner, y up. */
export interface ModelSpot {
  at: Vector3;
  turn: Quaternion;
  /** CSS pixels of one unit of the model. */
  scale: number;
  /** -1 for one that is worn on the other side. */
  mirror: 1 | -1;
}

/** The camera picture on the stage: what worn models are placed by and clipped to. */
export interface BodyView {
  /** Where the picture's upper left corner is, in the stage's pixels, y up. */
  origin: Vector3;
  /** CSS pixels of the whole picture's height. */
  heightPx: number;
  /** Left, bottom, right, top of what is shown of it. */
  bounds: Vector4;
}

/** Where a model is drawn. */
export interface ModelSurroundings {
  scene: Scene;
  /** Where it stands for its picture, where a picture of it is shown instead. */
  studio: Scene | null;
  /** What of the stage may show it; null for all. Followed as it changes. */
  bounds: Vector4 | null;
  /** Whether motions are reduced. */
  isReduced: boolean;
}

export interface ModelLook {
  /** What its own colours are multiplied by. */
  tint: Color;
  hasShadow: boolean;
  /** Whether there is a room that metal can mirror. */
  hasEnvironment: boolean;
}

export class ShownModel {
  readonly root = new Group();
  private readonly bases: { material: MeshStandardMaterial; color: Color; metalness: number }[];
  private readonly swing = new Swing();
  /** Its picture; null where a GPU draws the model itself. */
  readonly impostor: ModelImpostor | null = null;
  private shadow: ContactShadow | null = null;
  private anchor = "";
  private spot: ModelSpot | null = null;
  private from: ModelSpot | null = null;
  private glideS = 0;

  constructor(
    private readonly copy: ModelCopy,
    private readonly around: ModelSurroundings,
  ) {
    this.root.add(copy.object);
    this.root.visible = false;
    this.bases = copy.materials.map((material) => {
      return { material, color: material.color.clone(), metalness: material.metalness };
    });
    const { scene, studio, bounds } = around;
    (studio ?? scene).add(this.root);
    if (studio === null) return;
    this.impostor = new ModelImpostor(copy, this.root, bounds);
    scene.add(this.impostor.mesh);
  }

  /** Shows it worn, in its natural size and pose. widthPx: 0, or its width where it is held. */
  wear(anchor: string, place: ShownPlace, view: BodyView, widthPx: number, passedS: number): void {
    this.moveTo(anchor);
    const { pose, depth } = place;
    const at = new Vector3(pose.at.x, pose.at.y, pose.at.z + depth)
      .multiplyScalar(view.heightPx)
      .add(view.origin);
    if (widthPx > 0) {
      at.z += view.heightPx; // In the hand, but not within it.
      const turn = lyingTurn(0);
      const scale = this.fitting(widthPx);
      this.set({ at: at.sub(this.middle(turn, scale)), turn, scale, mirror: 1 }, passedS);
      return;
    }
    const scale = pose.size * view.heightPx;
    const isEar = anchor.startsWith("face.");
    const turn = pose.turn.clone();
    if (isEar && !this.around.isReduced) {
      this.swing.advance(pose.at.x / pose.size, passedS);
      turn.premultiply(new Quaternion().setFromAxisAngle(new Vector3(0, 0, 1), this.swing.turn));
    }
    this.set({ at, turn, scale, mirror: anchor.includes("left_ear") ? -1 : 1 }, passedS);
    this.placeShadow(at, axisOf(pose.turn, 1), scale, view, place.opacity);
  }

  /** Shows it lying at a place. turn: about its upright axis, in radians. */
  lie(x: number, y: number, widthPx: number, yaw: number, passedS: number): void {
    this.moveTo("");
    this.swing.advance(null, passedS);
    const turn = lyingTurn(yaw);
    const scale = this.fitting(widthPx);
    const at = new Vector3(x, y, LYING_Z).sub(this.middle(turn, scale));
    this.set({ at, turn, scale, mirror: 1 }, passedS);
  }

  hide(): void {
    this.root.visible = false;
    this.impostor?.hide();
    this.spot = null;
    if (this.shadow !== null) this.shadow.mesh.visible = false;
  }

  /** opacity: 0..1. order: of drawing. */
  dress(opacity: number, order: number, look: ModelLook): void {
    const { tint, hasShadow, hasEnvironment } = look;
    const { impostor, spot } = this;
    if (impostor === null) this.root.visible = opacity > 0;
    else if (spot !== null) impostor.show(spot, opacity, order);
    for (const mesh of this.copy.meshes) mesh.renderOrder = order;
    for (const { material, color, metalness } of this.bases) {
      material.opacity = impostor === null ? opacity : 1;
      material.color.copy(color).multiply(tint);
      material.metalness = hasEnvironment ? metalness : metalness * DULL_METALNESS;
    }
    if (this.shadow === null) return;
    this.shadow.mesh.renderOrder = order - 0.5;
    if (!hasShadow || opacity === 0) this.shadow.mesh.visible = false;
  }

  dispose(): void {
    this.root.removeFromParent();
    this.impostor?.dispose();
    this.shadow?.dispose();
    for (const material of this.copy.materials) material.dispose();
  }

  /** Returns middle and size as seen, in CSS pixels, y up; null while it is hidden. */
  get seen(): { at: Vector3; widthPx: number; heightPx: number } | null {
    const { spot } = this;
    if (spot === null) return null;
    const size = this.copy.box.getSize(new Vector3()).multiplyScalar(spot.scale);
    const at = this.middle(spot.turn, spot.scale).add(spot.at);
    return { at, widthPx: size.x, heightPx: size.y };
  }

  private fitting(widthPx: number): number {
    const { box } = this.copy;
    const wide = Math.max(box.max.x - box.min.x, box.max.z - box.min.z);
    return widthPx / Math.max(wide, (box.max.y - box.min.y) / LYING_HEIGHT);
  }

  private middle(turn: Quaternion, scale: number): Vector3 {
    return this.copy.box.getCenter(new Vector3()).applyQuaternion(turn).multiplyScalar(scale);
  }

  private moveTo(anchor: string): void {
    if (anchor === this.anchor) return;
    this.anchor = anchor;
    this.from = this.around.isReduced ? null : this.spot;
    this.glideS = 0;
    this.shadow?.dispose();
    this.shadow = null;
    const shape = shadowOf(anchor);
    if (shape === null) return;
    this.shadow = new ContactShadow(shape);
    this.around.scene.add(this.shadow.mesh);
  }

  private set(goal: ModelSpot, passedS: number): void {
    this.glideS += passedS;
    const share = Math.min(1, this.glideS / GLIDE_S);
    if (share === 1) this.from = null;
    const spot = this.from === null ? goal : between(this.from, goal, easeOut(share));
    this.spot = spot;
    this.root.position.copy(spot.at);
    this.root.quaternion.copy(spot.turn);
    this.root.scale.set(spot.scale * spot.mirror, spot.scale, spot.scale);
  }

  private placeShadow(
    at: Vector3,
    along: Vector3,
    scale: number,
    view: BodyView,
    opacity: number,
  ): void {
    const arrived = this.from === null ? 1 : 0;
    this.shadow?.place(at, along, scale, view.bounds, opacity * arrived);
  }
}

function shadowOf(anchor: string): ShadowShape | null {
  if (anchor.endsWith(".wrist")) return SHADOWS.wrist ?? null;
  if (anchor.endsWith("_ear")) return SHADOWS.ear ?? null;
  const isFinger = /_hand\.(thumb|pinky|\w+_finger)$/.test(anchor);
  return isFinger ? (SHADOWS.finger ?? null) : null;
}

function lyingTurn(yaw: number): Quaternion {
  const tilt = new Quaternion().setFromAxisAngle(new Vector3(1, 0, 0), LYING_TILT);
  return tilt.multiply(new Quaternion().setFromAxisAngle(new Vector3(0, 1, 0), yaw));
}

function easeOut(share: number): number {
  return 1 - (1 - share) ** 3;
}

function between(from: ModelSpot, to: ModelSpot, share: number): ModelSpot {
  return {
    at: from.at.clone().lerp(to.at, share),
    turn: from.turn.clone().slerp(to.turn, share),
    scale: from.scale + (to.scale - from.scale) * share,
    mirror: to.mirror,
  };
}
