/** MediaPipe's face landmarker, reduced to what a play asked for. Runs in any realm. */
import { FaceLandmarker, type FaceLandmarkerResult } from "@mediapipe/tasks-vision";
import type { Picture } from "../camera/picture.ts";
import { FaceLight, UNKNOWN_LIGHT } from "./face-light.ts";
import { FaceScout } from "./face-scout.ts";
import type { OpenTask } from "./messages.ts";
import type { TrackedFace, TrackingNeeds } from "./tracker-frame.ts";
import type { Seen, TrackerTask } from "./tracker-task.ts";
import { visionFiles } from "./vision-files.ts";

/** See number-of-faces.md beside this file for why this is 1, and who looks for others. */
const FACES_MAX = 1;

export class FaceTask implements TrackerTask {
  private constructor(
    private readonly landmarker: FaceLandmarker,
    private readonly scout: FaceScout | null,
    private readonly needs: TrackingNeeds,
    private readonly light: FaceLight | null,
  ) {}

  /** Loads WebAssembly and model. The first picture still takes 0.25-0.6 s longer than the rest. */
  static async open(order: OpenTask): Promise<FaceTask> {
    const { needs } = order;
    const landmarker = await FaceLandmarker.createFromOptions(await visionFiles(order.wasmBase), {
      baseOptions: { modelAssetBuffer: order.model, delegate: order.delegate },
      runningMode: "VIDEO",
      numFaces: FACES_MAX,
      outputFaceBlendshapes: needs.faceBlendshapes.length > 0,
      outputFacialTransformationMatrixes: needs.wantsMatrix,
    });
    const light = needs.wantsLight ? FaceLight.open() : null;
    return new FaceTask(landmarker, await FaceScout.open(order), needs, light);
  }

  look(picture: Picture, tMs: number): Seen {
    const found = this.landmarker.detectForVideo(this.scout?.cover(picture) ?? picture, tMs);
    this.scout?.note(picture, found.faceLandmarks[0], tMs);
    this.light?.look(picture, found.faceLandmarks[0], tMs);
    const faces = found.faceLandmarks.map((_, index) => this.reduce(found, index));
    return { faces, meshes: this.needs.wantsMesh ? meshesOf(found) : [] };
  }

  close(): void {
    this.landmarker.close();
    this.scout?.close();
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
    return { points, blendshapes, matrix, light: this.light?.value ?? UNKNOWN_LIGHT };
  }
}

function meshesOf(found: FaceLandmarkerResult): Float32Array<ArrayBuffer>[] {
  return found.faceLandmarks.map((landmarks) =>
    Float32Array.from(landmarks.flatMap(({ x, y, z }) => [x, y, z])),
  );
}
