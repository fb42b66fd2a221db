/** The stage of the studio: shows any tick of a take, with whoever stood before it. */
import type { Release } from "../../runtime/release.ts";
import type { PackedNode } from "../../runtime/tick-report.ts";
import type { CanvasBox } from "../../stage/canvas-box.ts";
import type { Tracked } from "../../tracking/messages.ts";
import type { Film } from "./film.ts";
import { Mannequin } from "./mannequin.ts";
import { MannequinPicture } from "./mannequin-picture.ts";
import type { PythonDesk } from "./python-desk.ts";
import { StudioStage } from "./studio-stage.ts";
import type { NodeMap, Take } from "./take.ts";

const KIND = 1; // Where a packed node says its kind: after its id.
/** Drawings of the art and letters come in a little later, so that a still is drawn more than once. */
const SETTLES_MS = 1500;
/** ... and now and then for what takes longer, such as a model. */
const REDRAWN_EVERY_MS = 400;

export interface StageOrder {
  release: Release;
  python: PythonDesk;
  mode: "camera" | "pointer";
  locale: "zh-CN" | "en";
  reducedMotion: boolean;
}

export class StageHost {
  /** The canvas that is drawn on; a new one for each stage, since WebGL does not come back. */
  canvas: HTMLCanvasElement | null = null;
  private stage: StudioStage | null = null;
  private shown: NodeMap = new Map();
  private shownTake: Take | null = null;
  private shownTick = -1;
  private filmPlace = -1;
  private isDecoding = false;
  private mannequin: Mannequin | null = null;
  private mannequinPicture: MannequinPicture | null = null;
  private staleSinceMs = 0;
  private drawnMs = 0;
  private stageMs = 0;

  constructor(private readonly frame: HTMLElement) {}

  get isOpen(): boolean {
    return this.stage !== null;
  }

  get renderer(): string {
    return this.stage?.renderer ?? "";
  }

  get drawMs(): number {
    return this.stage?.drawMs.p50 ?? 0;
  }

  /** Builds a stage for this way of playing, in the place of the one before. */
  async open({ release, python, mode, locale, reducedMotion }: StageOrder): Promise<void> {
    this.close();
    const canvas = document.createElement("canvas");
    canvas.className = "studio-canvas";
    this.frame.append(canvas);
    const isCamera = mode === "camera";
    const { needs, description } = python;
    const stage = new StudioStage({
      canvas,
      art: release.art,
      catalogue: release.texts[locale] ?? {},
      description,
      reducedMotion,
      models: release.models,
      occluders: { face: needs.mesh, hands: needs.hands > 0 },
      agesFace: isCamera && needs.person_mask,
      figure: isCamera ? null : release.figure,
    });
    this.canvas = canvas;
    this.stage = stage;
    this.mannequin = new Mannequin(description);
    this.mannequinPicture = new MannequinPicture(description);
    await stage.prepare(() => undefined);
    this.touch();
  }

  async setArt(release: Release, locale: "zh-CN" | "en"): Promise<void> {
    await this.stage?.setArt(release.art, release.texts[locale] ?? {});
    this.touch();
  }

  /** Shows a tick of a take. film: its pictures; null where a mannequin stands in for them. */
  show(take: Take, tick: number, film: Film | null): void {
    const { stage } = this;
    if (stage === null) return;
    if (take !== this.shownTake) this.forget(stage);
    if (tick === this.shownTick) return;
    const report = take.report(tick);
    const nodes = take.nodesAt(tick);
    if (tick === this.shownTick + 1 && report !== null) stage.update(report.nodes, report.removed);
    else this.jump(stage, nodes);
    this.shown = nodes;
    this.shownTake = take;
    this.shownTick = tick;
    this.touch();
    if (take.order.mode === "pointer") this.pointAt(take, tick);
    else if (film === null) this.pose(take, tick);
    else this.wind(film, tick);
  }

  /** Shows what was tracked just now, and takes its picture over. */
  see(tracked: Tracked): void {
    const { stage } = this;
    if (stage === null) {
      tracked.picture.close();
      return;
    }
    const frame = { ...tracked.frame, t_ms: this.nextMs() };
    stage.setTracked(tracked.picture, frame, tracked.meshes, tracked.personMask);
    this.filmPlace = -1;
    this.touch();
  }

  /** Draws where something has changed. passedS: of the play, since the last time. */
  draw(nowMs: number, share: number, passedS: number): void {
    const isSettling = nowMs < this.staleSinceMs + SETTLES_MS;
    if (passedS === 0 && !isSettling && nowMs < this.drawnMs + REDRAWN_EVERY_MS) return;
    this.drawnMs = nowMs;
    this.stage?.draw(nowMs, share, passedS);
  }

  /** Has the stage drawn anew: another moment, another size, something chosen. */
  touch(): void {
    this.staleSinceMs = performance.now();
  }

  boxes(): ReturnType<StudioStage["inspect"]> {
    return this.stage?.inspect() ?? [];
  }

  landmarks(): ReturnType<StudioStage["landmarks"]> {
    return this.stage?.landmarks() ?? [];
  }

  actionBoxes(): Map<string, CanvasBox> {
    return this.stage?.actionBoxes() ?? new Map();
  }

  fieldAt(x: number, y: number): { x: number; y: number } {
    return this.stage?.fieldAt(x, y) ?? { x: 0.5, y: 0.5 };
  }

  pictureAt(x: number, y: number): { x: number; y: number } {
    return this.stage?.pictureAt(x, y) ?? { x: 0.5, y: 0.5 };
  }

  close(): void {
    this.stage?.dispose();
    this.canvas?.remove();
    this.stage = null;
    this.canvas = null;
    this.shown = new Map();
    this.shownTake = null;
    this.shownTick = -1;
    this.filmPlace = -1;
  }

  private forget(stage: StudioStage): void {
    stage.clear();
    this.shown = new Map();
    this.shownTick = -1;
    this.filmPlace = -1;
  }

  /** Goes to nodes that need not follow from those shown. */
  private jump(stage: StudioStage, nodes: NodeMap): void {
    const gone: number[] = [];
    for (const [id, packed] of this.shown) {
      const next = nodes.get(id);
      if (next === undefined || next[KIND] !== packed[KIND]) gone.push(id);
    }
    stage.update([], gone);
    const changed: PackedNode[] = [];
    for (const [id, packed] of nodes) {
      if (packed !== this.shown.get(id) || gone.includes(id)) changed.push(packed);
    }
    stage.update(changed, []);
    stage.update(changed, []); // Told twice, nothing glides: a jump arrives at once.
  }

  private pointAt(take: Take, tick: number): void {
    const pointer = take.fed[tick - 1]?.pointer;
    const signals = take.signalsAt(tick);
    const x = signals.right_hand_x_permille ?? signals.head_x_permille;
    const y = signals.right_hand_y_permille ?? signals.head_y_permille;
    if (pointer !== null && pointer !== undefined && !Array.isArray(pointer)) {
      this.stage?.setPointer(pointer.picture_x, pointer.picture_y);
    } else if (typeof x === "number" && typeof y === "number") {
      this.stage?.setPointer(x / 1000, y / 1000);
    }
  }

  private pose(take: Take, tick: number): void {
    const { mannequin, mannequinPicture } = this;
    if (mannequin === null || mannequinPicture === null) return;
    const frame = mannequin.frame(take.signalsAt(tick), this.nextMs());
    this.stage?.setTracked(mannequinPicture.draw(frame), frame);
  }

  private wind(film: Film, tick: number): void {
    const place = film.placeAt(tick);
    if (place === this.filmPlace || this.isDecoding || place < 0) return;
    this.isDecoding = true;
    void film.show(place).then((shown) => {
      this.isDecoding = false;
      if (shown === null || this.stage === null) return;
      this.filmPlace = place;
      const { frame, meshes, personMask } = shown.tracked;
      this.stage.setTracked(shown.picture, { ...frame, t_ms: this.nextMs() }, meshes, personMask);
      this.touch();
      this.wind(film, this.shownTick); // It may have moved on meanwhile.
    });
  }

  /** What the stage takes for the picture's time: it only grows, also where the take goes back. */
  private nextMs(): number {
    this.stageMs += 1000 / 30;
    return this.stageMs;
  }
}
