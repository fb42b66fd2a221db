/** The tracked camera picture with its face at another age, once a tracked picture. */
import type { WebGLRenderer } from "three";
import type { TrackedHand } from "../tracking/tracker-frame.ts";
import type { PersonMask } from "../tracking/tracker-task.ts";
import type { FaceAging } from "./aging/face-aging.ts";
import type { CameraView } from "./camera-view.ts";

/** What was found in a picture: see Tracked. */
export interface Found {
  tMs: number;
  meshes: readonly Float32Array[];
  personMask: PersonMask | null;
  hands: readonly TrackedHand[];
}

/** The face's side in pixels at most, where a processor draws: a bare stage has few to spare. */
const SOFTWARE_SIDE_MAX = 256;
const SOFTWARE_YOUNG_SIDE_MAX = 192;
const SIDE_MAX = 768;
/** A face that is lost for a picture or two would flash up at its own age. */
const HOLD_MS = 600;

export class AgedPicture {
  private due: Found | null = null;
  private lastMs: number | null = null;

  private constructor(
    private readonly aging: FaceAging,
    private readonly view: CameraView,
  ) {
    view.lookThrough(aging.lens);
  }

  /** Loads what ages the face that the view shows; only effects that do so pay for it. */
  static async load(
    three: WebGLRenderer,
    isSoftware: boolean,
    view: CameraView,
  ): Promise<AgedPicture> {
    const { FaceAging } = await import("./aging/face-aging.ts");
    const options = isSoftware
      ? { sideMax: SOFTWARE_SIDE_MAX, youngSideMax: SOFTWARE_YOUNG_SIDE_MAX, isThrifty: true }
      : { sideMax: SIDE_MAX };
    return new AgedPicture(new FaceAging(three, options), view);
  }

  /** Whether the last picture is better shown for a little longer than one in which no face was found. */
  holds({ tMs, meshes }: Pick<Found, "tMs" | "meshes">): boolean {
    if (this.lastMs === null || this.aging.area === null) return false;
    return meshes.length === 0 && tMs < this.lastMs + HOLD_MS;
  }

  /** Takes what was found in the picture that the view shows next. */
  note(found: Found): void {
    // A picture that was never drawn leaves its mask to the next.
    this.due = { ...found, personMask: found.personMask ?? this.due?.personMask ?? null };
  }

  /** Whether a picture was tracked since the last drawing. */
  get hasNews(): boolean {
    return this.due !== null;
  }

  /**
   * Draws the newest picture at this age, where that is not done yet.
   *
   * tenths: of years, 0 as it is. shownPx: how wide the whole picture is drawn, in pixels.
   */
  draw(tenths: number, shownPx: number): void {
    const { due } = this;
    const { tracked } = this.view;
    if (due === null || tracked === null) return;
    this.due = null;
    const passedS = this.lastMs === null ? 0 : (due.tMs - this.lastMs) / 1000;
    this.lastMs = due.tMs;
    const { size, texture } = tracked;
    const { meshes, personMask } = due;
    const hands = due.hands.map(({ points }) => points);
    this.aging.age(texture, size, meshes, personMask, tenths / 10, passedS, shownPx, hands);
    this.view.setLensArea(this.aging.area);
  }

  /** Shows the picture as finely as its camera saw it, for a still ... */
  refine(): void {
    this.aging.refine();
  }

  /** ... and as before. */
  unrefine(): void {
    this.aging.unrefine();
  }

  dispose(): void {
    this.aging.dispose();
  }
}
