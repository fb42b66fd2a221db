/** The tracked camera picture with its face at another age, once a tracked picture. */
import type { Texture, WebGLRenderer } from "three";
import type { PersonMask } from "../tracking/tracker-task.ts";
import type { FaceAging } from "./aging/face-aging.ts";
import type { CameraView } from "./camera-view.ts";

/** What was found in a picture: see Tracked. */
export interface Found {
  tMs: number;
  meshes: readonly Float32Array[];
  personMask: PersonMask | null;
}

/** The face's side in pixels at most, where a processor draws: a bare stage has few to spare. */
const SOFTWARE_SIDE_MAX = 256;
const SIDE_MAX = 768;

export class AgedPicture {
  private due: Found | null = null;
  private lastMs: number | null = null;

  private constructor(private readonly aging: FaceAging) {}

  /** Loads what ages a face; only effects that do so pay for it. */
  static async load(three: WebGLRenderer, isSoftware: boolean): Promise<AgedPicture> {
    const { FaceAging } = await import("./aging/face-aging.ts");
    const sideMax = isSoftware ? SOFTWARE_SIDE_MAX : SIDE_MAX;
    return new AgedPicture(new FaceAging(three, { sideMax }));
  }

  /** Takes what was found in the picture that the view shows next. */
  note(found: Found): void {
    this.due = found;
  }

  /** Draws the newest picture at this age, where that is not done yet. tenths: 0 as it is. */
  draw(view: CameraView, tenths: number): void {
    const { due } = this;
    const { tracked } = view;
    if (due === null || tracked === null) return;
    this.due = null;
    const passedS = this.lastMs === null ? 0 : (due.tMs - this.lastMs) / 1000;
    this.lastMs = due.tMs;
    const { size, texture } = tracked;
    const { meshes, personMask } = due;
    const aged: Texture = this.aging.age(texture, size, meshes, personMask, tenths / 10, passedS);
    view.showAs(aged);
  }

  dispose(): void {
    this.aging.dispose();
  }
}
