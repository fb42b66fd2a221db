/**
 * MediaPipe's face landmarker, reduced to what a play asked for. Runs in any realm.
 *
 * Must stay out of the realm of MicroPython: both claim `globalThis.Module`.
 */
import {
  FaceLandmarker,
  type FaceLandmarkerResult,
  FilesetResolver,
} from "@mediapipe/tasks-vision";
import { type Picture, pictureSize } from "../camera/picture.ts";
import type { OpenTask, Tracked } from "./messages.ts";
import type { TrackedFace, TrackingNeeds } from "./tracker-frame.ts";

/** See number-of-faces.md beside this file for why this is not 1, and what it costs. */
const FACES_MAX = 1;

declare global {
  /** Where tasks-vision 0.10.35 looks for its WebAssembly module when it is an ES module. */
  var ModuleFactory: unknown;
}

/** How the WebAssembly glue script gets into this realm. */
export type Realm = "module" | "script";

export class FaceTask {
  private constructor(
    private readonly landmarker: FaceLandmarker,
    private readonly needs: TrackingNeeds,
  ) {}

  /** Loads WebAssembly and model. The first picture still takes 0.25-0.6 s longer than the rest. */
  static async open(order: OpenTask, realm: Realm): Promise<FaceTask> {
    const isModule = realm === "module";
    const files = await FilesetResolver.forVisionTasks(order.wasmBase, isModule);
    if (isModule) {
      // Every task takes the factory away, so it has to be set anew for each.
      const glue: { default: unknown } = await import(/* @vite-ignore */ files.wasmLoaderPath);
      globalThis.ModuleFactory = glue.default;
    }
    const loaded = isModule ? { ...files, wasmLoaderPath: "" } : files;
    const landmarker = await FaceLandmarker.createFromOptions(loaded, {
      baseOptions: { modelAssetBuffer: order.model, delegate: order.delegate },
      runningMode: "VIDEO",
      numFaces: FACES_MAX,
      outputFaceBlendshapes: order.needs.faceBlendshapes.length > 0,
      outputFacialTransformationMatrixes: order.needs.wantsMatrix,
    });
    return new FaceTask(landmarker, order.needs);
  }

  /** Looks for faces in a picture. tMs: milliseconds, larger than at the last call. */
  track(picture: Picture, tMs: number): Tracked {
    const startedMs = performance.now();
    const found = this.landmarker.detectForVideo(picture, tMs);
    const { width, height } = pictureSize(picture);
    const faces = found.faceLandmarks.map((_, index) => this.reduce(found, index));
    const frame = { t_ms: tMs, width, height, faces, hands: [] };
    return { kind: "tracked", frame, picture, trackMs: performance.now() - startedMs };
  }

  close(): void {
    this.landmarker.close();
  }

  private reduce(found: FaceLandmarkerResult, index: number): TrackedFace {
    const landmarks = found.faceLandmarks[index] ?? [];
    const points: number[] = [];
    for (const number of this.needs.faceLandmarks) {
      const point = landmarks[number];
      if (point === undefined) throw new Error(`the model has no face landmark ${number}`);
      points.push(point.x, point.y, point.z);
    }
    const scores = new Map(
      (found.faceBlendshapes[index]?.categories ?? []).map((shape) => [
        shape.categoryName,
        shape.score,
      ]),
    );
    const blendshapes = this.needs.faceBlendshapes.map((name) => scores.get(name) ?? 0);
    const matrix = found.facialTransformationMatrixes[index]?.data ?? null;
    return { points, blendshapes, matrix };
  }
}
