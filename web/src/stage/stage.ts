/**
 * The stage: keeps the nodes that an effect described and draws them with three.js.
 *
 * Draws only what it is told; never touches the score. Coordinates on the way to three.js are CSS
 * pixels from the window's upper left corner, y down.
 */
import { Group, OrthographicCamera, Scene, Vector4, type WebGLRenderer } from "three";
import type { Picture } from "../camera/picture.ts";
import type { EngineDescription } from "../runtime/micropython.ts";
import type { Figure } from "../runtime/release.ts";
import { Rolling } from "../runtime/rolling.ts";
import type { PackedNode } from "../runtime/tick-report.ts";
import { isSoftwareRenderer, rendererName } from "../tracking/delegate.ts";
import type { TrackerFrame } from "../tracking/tracker-frame.ts";
import type { PersonMask } from "../tracking/tracker-task.ts";
import { actionBoxes } from "./action-boxes.ts";
import { AgedPicture } from "./aged-picture.ts";
import { Backdrop } from "./backdrop.ts";
import { BodyAnchors } from "./body-anchors.ts";
import { BodyLayer } from "./body-layer.ts";
import { CameraFrame } from "./camera-frame.ts";
import { type CanvasBox, scaledBox } from "./canvas-box.ts";
import { DrawGovernor } from "./draw-governor.ts";
import { FaceAnchors } from "./face-anchors.ts";
import { pxToField, type StageGeometry, stageGeometry } from "./geometry.ts";
import { type InspectedNode, inspectNodes } from "./inspected-node.ts";
import { NodePlaces } from "./node-places.ts";
import { NodeReader, type NodeState } from "./packed-node.ts";
import { pictureToPx, pxToPicture } from "./picture-view.ts";
import { createRenderer } from "./renderer.ts";
import { StageLayout } from "./stage-layout.ts";
import { StageNode, type Surroundings } from "./stage-node.ts";
import { SvgArt } from "./svg-art.ts";
import { loadTextFont } from "./text-art.ts";

/** After a longer gap (a hidden tab) nothing is caught up: everything goes on from where it was. */
const PASSED_S_MAX = 0.25;
/** A still's frame is this wide, where the whole canvas stays below so many pixels. */
const STILL_WIDTH_PX = 1080;
const STILL_PIXELS_MAX = 4_000_000;
/** Depth of the stage in CSS pixels, before and behind: what is worn is solid. */
const DEPTH_PX = 100_000;

export interface StageOptions {
  canvas: HTMLCanvasElement;
  /** Name to SVG. */
  art: Record<string, string>;
  /** The effect's words in the visitor's language. */
  catalogue: Record<string, string>;
  description: EngineDescription;
  reducedMotion: boolean;
  /** Name of each model to the address of its glTF binary. */
  models: Record<string, string>;
  /** Which parts of the visitor hide what is worn behind them. */
  occluders: { face: boolean; hands: boolean };
  /** Whether the face in the camera picture is drawn at the age that the camera node says. */
  agesFace?: boolean;
  /** Without a camera: whom the camera node's drawing shows, or null. */
  figure: Figure | null;
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
  /** Everything flat, whose y grows downwards; models stand beside it with y upwards. */
  private readonly flat = new Group();
  private readonly eye = new OrthographicCamera(0, 1, 1, 0, -DEPTH_PX, DEPTH_PX);
  private readonly art: SvgArt;
  private readonly reader: NodeReader;
  protected readonly anchors: FaceAnchors;
  protected readonly bodyAnchors: BodyAnchors;
  /** null for an effect without models. */
  private readonly body: BodyLayer | null;
  /** null for an effect that leaves faces as they are. */
  private aged: AgedPicture | null = null;
  protected readonly camera: CameraFrame;
  private readonly places: NodePlaces;
  private readonly backdrop: Backdrop;
  private readonly governor: DrawGovernor;
  private readonly nodes = new Map<number, StageNode>();
  private readonly moving = new Set<StageNode>();
  private readonly around: Surroundings;
  private readonly layout: StageLayout;
  private readonly sizes: ResizeObserver;
  private lastMs = 0;
  private isLost = false;
  /** Whether nothing has been drawn since the canvas got another size. */
  private isEmptied = true;

  constructor(protected readonly options: StageOptions) {
    const { canvas, description } = options;
    const hasModels = Object.keys(options.models).length > 0;
    this.three = createRenderer(canvas, hasModels);
    this.renderer = rendererName(this.three.getContext() as WebGL2RenderingContext);
    this.governor = new DrawGovernor(isSoftwareRenderer(this.renderer), options.agesFace);
    this.art = new SvgArt(options.art);
    this.reader = new NodeReader(description.node_fields);
    this.anchors = new FaceAnchors(description);
    this.bodyAnchors = new BodyAnchors(description);
    this.body = hasModels
      ? new BodyLayer(this.three, this.scene, this.bodyAnchors, {
          models: options.models,
          occluders: options.occluders,
          description,
          isReduced: options.reducedMotion,
          isSoftware: isSoftwareRenderer(this.renderer),
        })
      : null;
    this.backdrop = new Backdrop(this.art);
    this.flat.add(this.backdrop.mesh);
    this.scene.add(this.flat);
    this.camera = new CameraFrame(canvas.parentElement);
    this.places = new NodePlaces(
      stageGeometry(1, 1),
      this.nodes,
      this.camera,
      this.anchors,
      this.bodyAnchors,
    );
    this.around = {
      art: this.art,
      catalogue: options.catalogue,
      pixelRatio: 1,
      isReduced: options.reducedMotion,
      nowS: 0,
      passedS: 0,
      textEdition: 0,
    };
    this.layout = new StageLayout({
      nodes: this.nodes,
      places: this.places,
      camera: this.camera,
      backdrop: this.backdrop,
      bodyAnchors: this.bodyAnchors,
      body: this.body,
      governor: this.governor,
      around: this.around,
    });
    canvas.addEventListener("webglcontextlost", this.handleLost);
    canvas.addEventListener("webglcontextrestored", this.handleRestored);
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(canvas);
    this.resize();
  }

  /**
   * Draws the effect's pictures once, fetches its models and starts on the letters.
   *
   * onProgress: 0..1. Throws where a model does not arrive.
   */
  async prepare(onProgress: (share: number) => void): Promise<void> {
    const words = Object.values(this.options.catalogue).join("");
    void loadTextFont(words).then(() => {
      this.around.textEdition += 1;
    });
    const shares = { art: 0, models: this.body === null ? 1 : 0 };
    const reach = (part: keyof typeof shares, share: number): void => {
      shares[part] = share;
      onProgress((shares.art + shares.models) / 2);
    };
    await Promise.all([
      this.art.prepare((share) => reach("art", share)),
      this.body?.prepare((share) => reach("models", share)),
      this.prepareAging(),
    ]);
  }

  private async prepareAging(): Promise<void> {
    if (!this.options.agesFace) return;
    const isSoftware = isSoftwareRenderer(this.renderer);
    this.aged = await AgedPicture.load(this.three, isSoftware, this.camera.picture);
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

  /** Takes a tracked picture over, with what was found in it: see Tracked. */
  setTracked(
    picture: Picture,
    frame: TrackerFrame,
    meshes: readonly Float32Array[] = [],
    personMask: PersonMask | null = null,
  ): void {
    const found = { tMs: frame.t_ms, meshes, personMask, hands: frame.hands };
    if (this.aged?.holds(found)) picture.close();
    else {
      this.camera.picture.setPicture(picture);
      this.aged?.note(found);
    }
    this.follow(frame, meshes);
  }

  /** Has the pointer stand for what a right hand holds. x, y: 0..1 of the picture as seen. */
  setPointer(x: number, y: number): void {
    this.bodyAnchors.point(x, y, this.camera.picture.pictureAspect);
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
   * share: how far (0..1) the moment lies between the last tick and the next. passedS: how long the
   * play went on since the last drawing, where that is not what the clock says.
   */
  draw(nowMs: number, share: number, passedS = this.passedS(nowMs)): void {
    const isDue = this.governor.isDue(nowMs, this.aged?.hasNews ?? false);
    if (this.isLost || !(isDue || this.isEmptied)) return;
    if (this.governor.adapt(nowMs)) this.resize(); // Before it draws: another size empties the canvas.
    this.isEmptied = false;
    const startedMs = performance.now();
    this.lastMs = nowMs;
    this.around.nowS += passedS;
    this.around.passedS = passedS;
    this.anchors.advance(passedS);
    this.bodyAnchors.advance(passedS);
    this.body?.advance(this.camera.picture.shown, passedS, this.governor.hasEnvironment);
    this.placeCamera(share, passedS);
    this.layout.place(share, passedS);
    this.body?.drawImpostors(this.around.pixelRatio, false);
    this.three.render(this.scene, this.eye);
    this.drawMs.add(performance.now() - startedMs);
    this.onDrawn?.(this.options.canvas, this.canvasBox(), nowMs);
  }

  /**
   * Draws once as finely as a photograph wants, whatever the device draws at otherwise.
   *
   * take: called while the canvas holds it, with where the camera's picture lies on it.
   */
  drawStill(take: (canvas: HTMLCanvasElement, frame: CanvasBox) => void): void {
    if (this.isLost) return;
    this.placeCamera(1, 0);
    this.layout.place(1, 0);
    const { view } = this.camera;
    if (view === null) return;
    const { frame } = view;
    const { widthPx, heightPx } = this.geometry;
    const finest = Math.sqrt(STILL_PIXELS_MAX / (widthPx * heightPx));
    const ratio = Math.max(this.around.pixelRatio, Math.min(finest, STILL_WIDTH_PX / frame.width));
    this.three.setPixelRatio(ratio);
    this.body?.drawImpostors(ratio, true);
    this.aged?.refine();
    this.three.render(this.scene, this.eye);
    this.aged?.unrefine();
    take(this.options.canvas, scaledBox(frame, ratio));
    this.three.setPixelRatio(this.around.pixelRatio);
    this.body?.drawImpostors(this.around.pixelRatio, true);
    this.three.render(this.scene, this.eye); // The canvas was emptied by the change.
    this.governor.rest(); // That this took long says nothing of the device.
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

  /** Returns where a point of the page lies on the picture as seen, 0..1; its middle without one. */
  pictureAt(clientX: number, clientY: number): { x: number; y: number } {
    const { view } = this.camera;
    if (view === null) return { x: 0.5, y: 0.5 };
    const box = this.options.canvas.getBoundingClientRect();
    return pxToPicture(view, clientX - box.left, clientY - box.top);
  }

  /** Returns where the drawn actions are, in CSS pixels of the canvas: nodes of role "action:…". */
  actionBoxes(): Map<string, CanvasBox> {
    return actionBoxes(this.nodes, this.places);
  }

  inspect(): InspectedNode[] {
    return inspectNodes(this.nodes, this.places, this.camera.view?.frame ?? null);
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
    this.body?.dispose();
    this.aged?.dispose();
    this.backdrop.dispose();
    this.camera.dispose();
    this.art.dispose();
    this.three.dispose();
    // Without this the browser keeps the context until it collects garbage, sixteen at most.
    this.three.forceContextLoss();
  }

  private passedS(nowMs: number): number {
    return Math.min(PASSED_S_MAX, Math.max(0, (nowMs - this.lastMs) / 1000));
  }

  protected get geometry(): StageGeometry {
    return this.places.geometry;
  }

  private add(state: NodeState): void {
    const node = new StageNode(state, this.around);
    this.nodes.set(state.id, node);
    (this.nodes.get(state.parent)?.inner ?? this.flat).add(node.root);
    if (state.kind === "camera") this.camera.hold(node);
    if (state.kind === "model") {
      node.model = this.body?.show(state.image, this.places.isOnPicture(state)) ?? null;
    }
  }

  private remove(id: number): void {
    const node = this.nodes.get(id);
    if (node === undefined) return;
    this.nodes.delete(id);
    this.moving.delete(node);
    this.camera.release(node);
    if (node.model !== null) this.body?.remove(node.model);
    node.dispose();
  }

  private follow(frame: TrackerFrame, meshes: readonly Float32Array[]): void {
    this.anchors.update(frame);
    this.bodyAnchors.update(frame, this.anchors.face);
    this.body?.update(meshes[this.anchors.faceIndex] ?? null, frame.width / frame.height);
  }

  /** Lays the camera's picture out, or the drawing in its stead. */
  private placeCamera(share: number, passedS: number): void {
    const { camera, geometry } = this;
    const image = camera.node?.state.image ?? "";
    if (image !== "" && camera.picture.shown === null) this.showDrawing(image);
    const { head } = this.anchors;
    const view = camera.place({ share, passedS, geometry, head });
    if (view === null) return;
    const { frame, crop } = view;
    const shownPx = (frame.width * this.around.pixelRatio) / crop.width;
    this.aged?.draw(camera.node?.at(share).value ?? 0, shownPx);
    const [left, top] = pictureToPx(view, 0, 0);
    const bottom = geometry.heightPx - frame.top - frame.height;
    const bounds = new Vector4(frame.left, bottom, frame.left + frame.width, bottom + frame.height);
    this.body?.setView(left, geometry.heightPx - top, frame.height / crop.height, bounds);
  }

  /** Without a camera: shows the drawing, and hangs things on whom it shows. */
  private showDrawing(image: string): void {
    const { art, camera } = this;
    const widthPx = (camera.view?.frame.width ?? 1) * this.around.pixelRatio;
    const drawing = art.texture(image, widthPx);
    const figure = camera.showDrawing(drawing, art.aspect(image), this.options.figure);
    if (figure !== null) this.follow(figure, []);
  }

  private canvasBox(): CanvasBox | null {
    const { view } = this.camera;
    return view && scaledBox(view.frame, this.around.pixelRatio);
  }

  private resize(): void {
    const { canvas } = this.options;
    const widthPx = Math.max(1, canvas.clientWidth);
    const heightPx = Math.max(1, canvas.clientHeight);
    this.places.geometry = stageGeometry(widthPx, heightPx);
    const ratio = this.governor.pixelRatio(widthPx, heightPx, window.devicePixelRatio);
    this.around.pixelRatio = ratio;
    this.three.setPixelRatio(ratio);
    this.three.setSize(widthPx, heightPx, false);
    this.isEmptied = true;
    // Cuts its viewport to whole pixels as it does after every picture drawn on the side.
    this.three.setRenderTarget(null);
    this.flat.position.y = heightPx;
    this.flat.scale.y = -1;
    this.eye.right = widthPx;
    this.eye.top = heightPx;
    this.eye.updateProjectionMatrix();
  }

  private readonly handleLost = (event: Event): void => {
    event.preventDefault(); // Otherwise the context never comes back.
    this.isLost = true;
  };

  private readonly handleRestored = (): void => {
    this.isLost = false;
    this.body?.restore();
    this.resize();
  };
}
