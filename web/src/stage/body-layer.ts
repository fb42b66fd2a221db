/**
 * Everything that is worn: models on the visitor's body, what hides them, and their light.
 *
 * Built only where an effect has models. Coordinates are the stage's pixels, y up.
 */
import { Group, Plane, Scene, Vector3, Vector4, type WebGLRenderer } from "three";
import type { Picture } from "../camera/picture.ts";
import type { EngineDescription } from "../runtime/micropython.ts";
import type { BodyAnchors } from "./body-anchors.ts";
import { FaceOccluder } from "./face-occluder.ts";
import { HandOccluder } from "./hand-occluder.ts";
import { stalest } from "./impostor-turns.ts";
import { LightMeter, type SkinPatch } from "./light-meter.ts";
import { ModelLibrary } from "./model-library.ts";
import { type BodyView, ShownModel } from "./shown-model.ts";
import { skinPatches } from "./skin-patches.ts";
import { StudioLight } from "./studio-light.ts";

export interface BodyLayerOptions {
  /** Name of each model to its address. */
  models: Record<string, string>;
  /** Which parts of the visitor hide what is worn behind them. */
  occluders: { face: boolean; hands: boolean };
  description: EngineDescription;
  isReduced: boolean;
  /** Whether a processor draws, not a GPU. */
  isSoftware: boolean;
}

export class BodyLayer {
  readonly meter = new LightMeter();
  readonly view: BodyView = { origin: new Vector3(), heightPx: 1, bounds: new Vector4() };
  private readonly library: ModelLibrary;
  private readonly body = new Group();
  private readonly clip = [
    new Plane(new Vector3(1, 0, 0)),
    new Plane(new Vector3(0, 1, 0)),
    new Plane(new Vector3(-1, 0, 0)),
    new Plane(new Vector3(0, -1, 0)),
  ];
  private readonly face: FaceOccluder | null;
  private readonly hands: HandOccluder | null;
  /** Where models stand for their pictures; null where a GPU draws them on the stage. */
  private readonly studio: Scene | null;
  private readonly shown = new Set<ShownModel>();
  private light: StudioLight;
  /** Where the newest frame shows skin. */
  private skin: SkinPatch[] = [];

  constructor(
    private readonly renderer: WebGLRenderer,
    private readonly scene: Scene,
    private readonly anchors: BodyAnchors,
    private readonly options: BodyLayerOptions,
  ) {
    const { description, occluders } = options;
    this.library = new ModelLibrary(options.models, options.isSoftware);
    this.face = occluders.face ? new FaceOccluder(this.clip) : null;
    this.hands = occluders.hands ? new HandOccluder(description, this.clip) : null;
    if (this.face !== null) this.body.add(this.face.mesh);
    if (this.hands !== null) this.body.add(this.hands.group);
    scene.add(this.body);
    this.studio = options.isSoftware ? new Scene() : null;
    this.light = new StudioLight(renderer, this.studio ?? scene);
  }

  /** Fetches the models. onProgress: 0..1. */
  prepare(onProgress: (share: number) => void): Promise<void> {
    return this.library.prepare(onProgress);
  }

  /** Returns a new showing of a model, null for a name that is not there. isClipped: to the picture. */
  show(name: string, isClipped: boolean): ShownModel | null {
    const { scene, studio } = this;
    const copy = this.library.copy(name, isClipped && studio === null ? this.clip : []);
    if (copy === null) return null;
    const bounds = isClipped ? this.view.bounds : null;
    const { isReduced } = this.options;
    const model = new ShownModel(copy, { scene, studio, bounds, isReduced });
    this.shown.add(model);
    return model;
  }

  /** Lets go of what `show` returned. */
  remove(model: ShownModel): void {
    this.shown.delete(model);
    model.dispose();
  }

  /**
   * Draws pictures of models anew where they are out of date. isAll: not only the few that a
   * drawing of a moving scene has time for.
   */
  drawImpostors(pixelRatio: number, isAll: boolean): void {
    const { renderer, studio, meter } = this;
    if (studio === null) return;
    const light = [meter.brightness, ...meter.tint.toArray(), studio.environment === null ? 0 : 1];
    const impostors = [...this.shown].map(({ impostor }) => impostor).filter((it) => it !== null);
    for (const impostor of stalest(impostors, light, pixelRatio, isAll)) {
      impostor.draw(renderer, studio, light, pixelRatio);
    }
    for (const impostor of impostors) impostor.place();
  }

  /** Takes a tracked frame. mesh: the followed face's 478 points, or null. */
  update(mesh: Float32Array | null, aspect: number): void {
    this.face?.update(mesh, aspect);
    this.skin = skinPatches(this.anchors.hands, this.anchors.face, aspect);
    this.hands?.update(
      this.anchors.hands,
      ({ side }) => this.anchors.place(`${side}_hand.wrist`)?.pose ?? null,
    );
  }

  /**
   * Sets where the camera picture is: left and top of all of it, and its height; then what is shown
   * of it. CSS pixels, y up.
   */
  setView(left: number, top: number, heightPx: number, bounds: Vector4): void {
    this.view.origin.set(left, top, 0);
    this.view.heightPx = heightPx;
    this.view.bounds.copy(bounds);
    this.body.position.copy(this.view.origin);
    this.body.scale.setScalar(heightPx);
    const [leftPlane, bottomPlane, rightPlane, topPlane] = this.clip;
    leftPlane?.setComponents(1, 0, 0, -bounds.x);
    bottomPlane?.setComponents(0, 1, 0, -bounds.y);
    rightPlane?.setComponents(-1, 0, 0, bounds.z);
    topPlane?.setComponents(0, -1, 0, bounds.w);
  }

  /** Hides nothing where nothing is worn: what hides costs as much as what is seen. */
  setWorn(isOnHand: boolean, isOnFace: boolean): void {
    if (this.hands !== null) this.hands.group.visible = isOnHand || isOnFace;
    this.face?.setNeeded(isOnFace);
  }

  /** Lets the light follow the camera picture, or null without one. */
  advance(picture: Picture | null, passedS: number, hasEnvironment: boolean): void {
    this.meter.advance(picture, this.skin, passedS);
    this.light.follow(this.meter.brightness, this.meter.tint, hasEnvironment);
  }

  /** Draws anew what a lost WebGL context forgot. */
  restore(): void {
    this.light.dispose();
    this.light = new StudioLight(this.renderer, this.studio ?? this.scene);
    for (const { impostor } of this.shown) impostor?.forget();
  }

  dispose(): void {
    this.light.dispose();
    this.face?.dispose();
    this.hands?.dispose();
    this.body.removeFromParent();
    this.library.dispose();
  }
}
