/** The tracker's models on still pictures: the mesh of the largest face, and who is person. */
import { FaceLandmarker, ImageSegmenter } from "@mediapipe/tasks-vision";
import { TASKS_VISION_FOLDER } from "../src/runtime/wasm-folders.ts";
import type { PersonMask } from "../src/tracking/tracker-task.ts";
import { visionFiles } from "../src/tracking/vision-files.ts";

/** Faces are looked for more kindly than in a play: a still picture has no next one. */
const CONFIDENCE_MIN = 0.3;
const FACES_MAX = 4;

export interface TrackedStill {
  meshes: Float32Array[];
  personMask: PersonMask | null;
}

export class StillTracker {
  private constructor(
    private readonly landmarker: FaceLandmarker,
    private readonly segmenter: ImageSegmenter,
  ) {}

  /** face, person: addresses of the models. */
  static async open(face: string, person: string): Promise<StillTracker> {
    const wasmBase = new URL(TASKS_VISION_FOLDER, window.location.href).href;
    const landmarker = await FaceLandmarker.createFromOptions(await visionFiles(wasmBase), {
      baseOptions: { modelAssetPath: face, delegate: "CPU" },
      runningMode: "IMAGE",
      numFaces: FACES_MAX,
      minFaceDetectionConfidence: CONFIDENCE_MIN,
    });
    const segmenter = await ImageSegmenter.createFromOptions(await visionFiles(wasmBase), {
      baseOptions: { modelAssetPath: person, delegate: "CPU" },
      runningMode: "IMAGE",
      outputConfidenceMasks: true,
      outputCategoryMask: false,
    });
    return new StillTracker(landmarker, segmenter);
  }

  track(picture: ImageBitmap): TrackedStill {
    const meshes = this.landmarker
      .detect(picture)
      .faceLandmarks.map((landmarks) =>
        Float32Array.from(landmarks.flatMap(({ x, y, z }) => [x, y, z])),
      );
    const found = this.segmenter.segment(picture);
    const mask = found.confidenceMasks?.[0];
    const personMask =
      mask === undefined
        ? null
        : {
            width: mask.width,
            height: mask.height,
            data: Uint8Array.from(mask.getAsFloat32Array(), (share) => Math.round(share * 255)),
          };
    found.close();
    return { meshes, personMask };
  }
}
