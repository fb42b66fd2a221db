/**
 * The stage: keeps the nodes that an effect described and draws them with three.js.
 *
 * Draws only what it is told; never touches the score. Coordinates on the way to three.js are CSS
 * pixels from the window's upper left corner, y down.
 */
import { LinearSRGBColorSpace, OrthographicCamera, Scene, WebGLRenderer } from "three";
import type { Picture } from "../camera/picture.ts";
import type { EngineDescription } from "../runtime/micropython.ts";
import { Rolling } from "../runtime/rolling.ts";
import type { PackedNode } from "../runtime/tick-report.ts";
import { isSoftwareRenderer, rendererName } from "../tracking/delegate.ts";
import type { TrackerFrame } from "../tracking/tracker-frame.ts";
import { Backdrop } from "./backdrop.ts";
import { CameraCrop, type Crop } from "./camera-crop.ts";
import { CameraView } from "./camera-view.ts";
import { DrawGovernor } from "./draw-governor.ts";
import { FaceAnchors } from "./face-anchors.ts";
import {
  fieldToPxX,
  fieldToPxY,
  pxToField,
  type StageGeometry,
  stageGeometry,
} from "./geometry.ts";
import { NodeReader, type NodeState } from "./packed-node.ts";
import { StageNode, type Surroundings } from "./stage-node.ts";
import { SvgArt } from "./svg-art.ts";
import { loadTextFont } from "./text-art.ts";
import type { Tweened } from "./tween.ts";

/** After a longer gap (a hidden tab) nothing is caught up: everything goes on from where it was. */
const PASSED_S_MAX = 0.25;
const UNCARRIED = { opacity: 1, flip: 1 };

export interface StageOptions {
  canvas: HTMLCanvasElement;
  /** Name to SVG. */
  art: Record<string, string>;
  /** The effect's words in the visitor's language. */
  catalogue: Record<string, string>;
  description: EngineDescription;
  reducedMotion: boolean;
}

/** A part of the canvas, in its pixels. */
export interface CanvasBox {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A node as `inspect()` shows it: middle and size in 0..1 of the stage as shown. */
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

export class Stage {
  /** Name of the WebGL renderer, for whoever chooses engines by it. */
  readonly renderer: string;
  readonly drawMs = new Rolling();
  /**
   * Called after each drawing in the same task, while the canvas still holds it.
   *
   * frame: where the camera's picture lies, in pixels of the canvas; null without one.
   */
  onDrawn: ((canvas: HTMLCanvasElement, frame: CanvasBox | null, nowMs: number) => void) | null =
    null;

  private readonly three: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new OrthographicCamera(0, 1, 0, 1, -1, 1);
  private readonly art: SvgArt;
  private readonly reader: NodeReader;
  private readonly anchors: FaceAnchors;
  private readonly crop = new CameraCrop();
  private readonly cameraView = new CameraView();
  private readonly backdrop: Backdrop;
  private readonly governor: DrawGovernor;
  private readonly nodes = new Map<number, StageNode>();
  private readonly moving = new Set<StageNode>();
  private readonly around: Surroundings;
  private readonly sizes: ResizeObserver;
  private geometry: StageGeometry;
  private shownCrop: Crop = { left: 0, top: 0, width: 1, height: 1 };
  private cameraNode: StageNode | null = null;
  private lastMs = 0;
  private isLost = false;

  constructor(private readonly options: StageOptions) {
    const { canvas, description } = options;
    this.three = new WebGLRenderer({
      canvas,
      alpha: false,
      antialias: false, // Everything is a picture with soft edges of its own.
      depth: false,
      stencil: false,
      powerPreference: "high-performance",
    });
    this.three.outputColorSpace = LinearSRGBColorSpace; // The art's colours pass unchanged.
    this.three.sortObjects = true;
    this.three.info.autoReset = true;
    this.renderer = rendererName(this.three.getContext() as WebGL2RenderingContext);
    this.governor = new DrawGovernor(isSoftwareRenderer(this.renderer));
    this.art = new SvgArt(options.art);
    this.reader = new NodeReader(description.node_fields);
    this.anchors = new FaceAnchors(description);
    this.backdrop = new Backdrop(this.art, () => undefined);
    this.scene.add(this.backdrop.mesh);
    this.scene.matrixWorldAutoUpdate = true;
    this.geometry = stageGeometry(1, 1);
    this.around = {
      art: this.art,
      catalogue: options.catalogue,
      unitPx: 1,
      pixelRatio: 1,
      isReduced: options.reducedMotion,
      nowS: 0,
      passedS: 0,
      textEdition: 0,
    };
    canvas.addEventListener("webglcontextlost", this.handleLost);
    canvas.addEventListener("webglcontextrestored", this.handleRestored);
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(canvas);
    this.resize();
  }

  /** Draws the effect's pictures once and waits for the letters. onProgress: 0..1. */
  async prepare(onProgress: (share: number) => void): Promise<void> {
    const words = Object.values(this.options.catalogue).join("");
    void loadTextFont(words).then(() => {
      this.around.textEdition += 1;
    });
    await this.art.prepare(onProgress);
  }

  /** Takes what a tick changed. */
  update(changed: PackedNode[], removed: number[]): void {
    const told = new Set<StageNode>();
    for (const packed of changed) {
      const state = this.reader.read(packed);
      const node = this.nodes.get(state.id);
      if (node === undefined) this.add(state);
      else {
        node.next(state);
        told.add(node);
      }
    }
    for (const node of this.moving) if (!told.has(node)) node.next(null);
    this.moving.clear();
    for (const node of told) this.moving.add(node);
    for (const id of removed) this.remove(id);
  }

  /** Takes a tracked picture over, with what was found in it. */
  setTracked(picture: Picture, frame: TrackerFrame): void {
    this.cameraView.setPicture(picture);
    this.anchors.update(frame);
  }

  /** Shows other pictures and words from now on; for an effect that is being written. */
  async setArt(art: Record<string, string>, catalogue: Record<string, string>): Promise<void> {
    this.around.catalogue = catalogue;
    this.around.textEdition += 1;
    await this.art.replace(art);
  }

  /** Forgets every node: another play begins. */
  clear(): void {
    for (const id of [...this.nodes.keys()]) this.remove(id);
  }

  /**
   * Draws, where a drawing is due at this display refresh.
   *
   * share: how far (0..1) the moment lies between the last tick and the next.
   */
  draw(nowMs: number, share: number): void {
    if (this.isLost || !this.governor.isDue(nowMs)) return;
    const startedMs = performance.now();
    const passedS = Math.min(PASSED_S_MAX, Math.max(0, (nowMs - this.lastMs) / 1000));
    this.lastMs = nowMs;
    this.around.nowS += passedS;
    this.around.passedS = passedS;
    this.anchors.advance(passedS);
    this.placeAll(share, passedS);
    this.three.render(this.scene, this.camera);
    this.onDrawn?.(this.options.canvas, this.frameBox(), nowMs);
    this.drawMs.add(performance.now() - startedMs);
    if (this.governor.adapt(nowMs)) this.resize();
  }

  drawsPerSecond(nowMs: number): number {
    return this.governor.rate.perSecond(nowMs);
  }

  /** Tells the stage that nothing was drawn on purpose for a while. */
  rest(): void {
    this.governor.rest();
  }

  /** Returns where a point of the page (CSS pixels) lies in the field, in 0..1. */
  fieldAt(clientX: number, clientY: number): { x: number; y: number } {
    const box = this.options.canvas.getBoundingClientRect();
    return pxToField(this.geometry, clientX - box.left, clientY - box.top);
  }

  inspect(): InspectedNode[] {
    return [...this.nodes.values()].map((node) => this.inspectNode(node));
  }

  get pixelRatio(): number {
    return this.around.pixelRatio;
  }

  dispose(): void {
    const { canvas } = this.options;
    this.sizes.disconnect();
    canvas.removeEventListener("webglcontextlost", this.handleLost);
    canvas.removeEventListener("webglcontextrestored", this.handleRestored);
    this.clear();
    this.backdrop.dispose();
    this.cameraView.dispose();
    this.art.dispose();
    this.three.dispose();
    // Without this the browser keeps the context until it collects garbage, sixteen at most.
    this.three.forceContextLoss();
  }

  private add(state: NodeState): void {
    const node = new StageNode(state, this.around);
    this.nodes.set(state.id, node);
    (this.nodes.get(state.parent)?.inner ?? this.scene).add(node.root);
    if (state.kind === "camera") {
      this.cameraNode = node;
      node.inner.add(this.cameraView.mesh);
    }
  }

  private remove(id: number): void {
    const node = this.nodes.get(id);
    if (node === undefined) return;
    this.nodes.delete(id);
    this.moving.delete(node);
    if (this.cameraNode === node) {
      this.cameraView.mesh.removeFromParent();
      this.cameraNode = null;
    }
    node.dispose();
  }

  private placeAll(share: number, passedS: number): void {
    const backdrops: NodeState[] = [];
    const carried = new Map<number, { opacity: number; flip: number }>();
    if (this.cameraNode !== null) this.placeCamera(this.cameraNode, share, passedS);
    for (const node of this.nodes.values()) {
      const { state } = node;
      if (state.kind === "backdrop") {
        if (state.is_visible) backdrops.push(state);
        continue;
      }
      const now = node.at(share);
      const place = this.placeOf(state, now);
      node.root.visible = state.is_visible && place !== null;
      if (place === null) continue;
      const from = carried.get(state.parent) ?? UNCARRIED;
      carried.set(state.id, node.place(now, place.x, place.y, from));
    }
    backdrops.sort((a, b) => a.layer - b.layer || a.id - b.id);
    const images = backdrops.map((state) => state.image);
    const { widthPx, heightPx } = this.geometry;
    this.backdrop.show(images, widthPx, heightPx, this.around.pixelRatio);
  }

  /** A node's middle in CSS pixels, from its carrier or the corner; null: its anchor is away. */
  private placeOf(state: NodeState, now: Tweened): { x: number; y: number } | null {
    const { geometry } = this;
    const offset = { x: now.dx * geometry.unitPx, y: now.dy * geometry.unitPx };
    if (state.anchor !== "") {
      const at = this.anchorPx(state.anchor);
      return at === null ? null : { x: at.x + offset.x, y: at.y + offset.y };
    }
    if (this.nodes.has(state.parent)) return offset;
    return {
      x: fieldToPxX(geometry, now.x) + offset.x,
      y: fieldToPxY(geometry, now.y) + offset.y,
    };
  }

  private anchorPx(anchor: string): { x: number; y: number } | null {
    const spot = this.anchors.spot(anchor);
    if (spot === null || this.cameraNode === null) return null;
    const box = this.cameraNode.at(1);
    const { geometry, shownCrop } = this;
    const inX = (spot.x - shownCrop.left) / shownCrop.width - 0.5;
    const inY = (spot.y - shownCrop.top) / shownCrop.height - 0.5;
    return {
      x: fieldToPxX(geometry, box.x) + (box.dx + inX * box.w) * geometry.unitPx,
      y: fieldToPxY(geometry, box.y) + (box.dy + inY * box.h) * geometry.unitPx,
    };
  }

  private placeCamera(node: StageNode, share: number, passedS: number): void {
    const now = node.at(share);
    const { unitPx } = this.geometry;
    const { pictureAspect } = this.cameraView;
    this.shownCrop = this.crop.next(
      this.anchors.head,
      passedS,
      now.w / Math.max(1, now.h),
      pictureAspect,
    );
    const opacity = now.opacity_percent / 100;
    this.cameraView.place(now.w * unitPx, now.h * unitPx, unitPx, this.shownCrop, opacity);
    this.cameraView.mesh.renderOrder = node.order;
  }

  /** Where the camera's picture lies on the canvas. */
  private frameBox(): CanvasBox | null {
    const node = this.cameraNode;
    if (node === null) return null;
    const now = node.at(1);
    const middle = this.placeOf(node.state, now);
    if (middle === null) return null;
    const { pixelRatio, unitPx } = this.around;
    const width = now.w * unitPx * pixelRatio;
    const height = now.h * unitPx * pixelRatio;
    return {
      left: middle.x * pixelRatio - width / 2,
      top: middle.y * pixelRatio - height / 2,
      width,
      height,
    };
  }

  private inspectNode(node: StageNode): InspectedNode {
    const { geometry } = this;
    const { state } = node;
    const now = node.at(1);
    let middle = this.placeOf(state, now) ?? { x: 0, y: 0 };
    let isVisible = state.is_visible && now.opacity_percent > 0;
    // Turns of carriers are left out: what robots look for is never carried by a turned node.
    let carrier = this.nodes.get(state.parent);
    while (carrier !== undefined && state.anchor === "") {
      const from = this.placeOf(carrier.state, carrier.at(1)) ?? { x: 0, y: 0 };
      middle = { x: middle.x + from.x, y: middle.y + from.y };
      isVisible &&= carrier.state.is_visible;
      carrier = this.nodes.get(carrier.state.parent);
    }
    const isBackdrop = state.kind === "backdrop";
    return {
      id: state.id,
      kind: state.kind,
      role: state.role,
      x: isBackdrop ? 0.5 : middle.x / geometry.widthPx,
      y: isBackdrop ? 0.5 : middle.y / geometry.heightPx,
      w: isBackdrop ? 1 : (now.w * geometry.unitPx) / geometry.widthPx,
      h: isBackdrop ? 1 : (node.heightOf(now) * geometry.unitPx) / geometry.heightPx,
      visible: isVisible,
    };
  }

  private resize(): void {
    const { canvas } = this.options;
    const widthPx = Math.max(1, canvas.clientWidth);
    const heightPx = Math.max(1, canvas.clientHeight);
    this.geometry = stageGeometry(widthPx, heightPx);
    const ratio = this.governor.pixelRatio(widthPx, heightPx, window.devicePixelRatio);
    this.around.unitPx = this.geometry.unitPx;
    this.around.pixelRatio = ratio;
    this.three.setPixelRatio(ratio);
    this.three.setSize(widthPx, heightPx, false);
    this.camera.right = widthPx;
    this.camera.bottom = heightPx;
    this.camera.updateProjectionMatrix();
  }

  private readonly handleLost = (event: Event): void => {
    event.preventDefault(); // Otherwise the context never comes back.
    this.isLost = true;
  };

  private readonly handleRestored = (): void => {
    this.isLost = false;
    this.resize();
  };
}
