/**
 * MediaPipe's hand landmarker. Runs in any realm.
 *
 * Where two hands may come, two landmarkers take turns: one that follows a single hand, and one for
 * a pair that costs double as long as it misses a hand. See number-of-hands.md beside this file.
 */
import { HandLandmarker, type HandLandmarkerResult } from "@mediapipe/tasks-vision";
import type { Picture } from "../camera/picture.ts";
import type { OpenTask } from "./messages.ts";
import type { TrackedHand } from "./tracker-frame.ts";
import type { Seen, TrackerTask } from "./tracker-task.ts";
import { visionFiles } from "./vision-files.ts";

/** With one hand in view the pair's landmarker looks this often for the other. */
const PAIR_EVERY_MS = 700;
/** One hand alone for this many pictures on end, and the single landmarker goes on with it. */
const ALONE_PICTURES = 8;

/**
 * Whose hand MediaPipe's label means: in a picture that is not mirrored, as ours, the visitor's own.
 * Seen on official pictures of left hands and on palms beside faces, here and in Python alike.
 */
const SIDE_OF_LABEL: Readonly<Record<string, TrackedHand["side"]>> = {
  Left: "left",
  Right: "right",
};

export class HandTask implements TrackerTask {
  private isPairRunning: boolean;
  private alonePictures = 0;
  private nextPairMs = 0;

  private constructor(
    private readonly single: HandLandmarker,
    private readonly pair: HandLandmarker | null,
  ) {
    this.isPairRunning = pair !== null;
  }

  /** Loads WebAssembly and model. The first picture still takes 0.1-0.6 s longer than the rest. */
  static async open(order: OpenTask): Promise<HandTask> {
    const openFor = async (numHands: number): Promise<HandLandmarker> =>
      HandLandmarker.createFromOptions(await visionFiles(order.wasmBase), {
        baseOptions: { modelAssetBuffer: order.model, delegate: order.delegate },
        runningMode: "VIDEO",
        numHands,
      });
    const single = await openFor(1);
    return new HandTask(single, order.needs.handsMax > 1 ? await openFor(2) : null);
  }

  look(picture: Picture, tMs: number): Seen {
    return { hands: handsOf(this.detect(picture, tMs)) };
  }

  close(): void {
    this.single.close();
    this.pair?.close();
  }

  private detect(picture: Picture, tMs: number): HandLandmarkerResult {
    if (this.pair === null) return this.single.detectForVideo(picture, tMs);
    if (!this.isPairRunning && tMs < this.nextPairMs) {
      const found = this.single.detectForVideo(picture, tMs);
      if (found.landmarks.length > 0) return found;
    }
    return this.detectPair(this.pair, picture, tMs);
  }

  /** Looks for two hands, and decides who looks at the next picture. */
  private detectPair(pair: HandLandmarker, picture: Picture, tMs: number): HandLandmarkerResult {
    const found = pair.detectForVideo(picture, tMs);
    const isAlone = found.landmarks.length === 1;
    this.alonePictures = isAlone ? this.alonePictures + 1 : 0;
    this.isPairRunning = this.alonePictures < ALONE_PICTURES;
    this.nextPairMs = tMs + PAIR_EVERY_MS;
    return found;
  }
}

function handsOf(found: HandLandmarkerResult): TrackedHand[] {
  return found.landmarks.map((landmarks, index) => {
    const label = found.handedness[index]?.[0]?.categoryName ?? "";
    const side = SIDE_OF_LABEL[label];
    if (side === undefined) throw new Error(`got a hand "${label}", expected Left or Right`);
    return { side, points: landmarks.flatMap(({ x, y, z }) => [x, y, z]) };
  });
}
