/**
 * Looks now and then for a face that is clearly larger than the one that is followed, and moves
 * the tracker over to it. See number-of-faces.md beside this file.
 *
 * The tracker follows one face for as long as it sees it. Handing it a few pictures with all other
 * faces painted over is the one way to make it follow another; the visitor sees the picture as it
 * was.
 */
import { FaceDetector, type NormalizedLandmark } from "@mediapipe/tasks-vision";
import { type Picture, pictureSize } from "../camera/picture.ts";
import type { OpenTask } from "./messages.ts";
import { modelMember } from "./model-member.ts";
import { visionFiles } from "./vision-files.ts";

/** A newcomer must be this much larger; the engine's RIVAL_SIZE_RATIO (tracker_frame.py). */
const RIVAL_SIZE_RATIO = 1.4;
/** ... in this many looks on end, so that somebody who walks past changes nothing. */
const RIVAL_LOOKS = 2;
const LOOK_EVERY_MS = 1500;

/** While nobody has the game yet, a face that is larger beyond doubt gets it at once. */
const FIRST_SIZE_RATIO = 1.15;
const FIRST_LOOK_EVERY_MS = 250;
/** A face that was missed for longer has lost the game; the engine's LOST_FRAMES. */
const LOST_PICTURES = 6;
/** After a rest of the camera or between two plays the game is free again. */
const REST_MS = 3000;

/** The tracker needs two pictures: one to lose its face, one to find the other. */
const COVERED_PICTURES_MAX = 8;
/** A detected box ends at the brows and the chin; this much of its size is added on each side. */
const COVER_MARGIN = 0.4;
const COVER_COLOUR = "#808080";

/** A face, in pixels of the picture: its middle and its width. */
interface FaceSpot {
  x: number;
  y: number;
  width: number;
}

export class FaceScout {
  private readonly canvas = new OffscreenCanvas(1, 1);
  private missedPictures = Number.POSITIVE_INFINITY;
  private isChosen = false;
  private rivalLooks = 0;
  private nextLookMs = 0;
  private lastMs = 0;
  /** The face that the tracker is being moved to. */
  private wanted: FaceSpot | null = null;
  private coveredPictures = 0;

  private constructor(private readonly detector: FaceDetector) {}

  /** Opens the detector that the face model has inside; null where it cannot paint. */
  static async open(order: OpenTask): Promise<FaceScout | null> {
    if (typeof OffscreenCanvas === "undefined") return null; // The first face found plays there.
    const model = modelMember(order.model, "face_detector.tflite");
    const detector = await FaceDetector.createFromOptions(await visionFiles(order.wasmBase), {
      baseOptions: { modelAssetBuffer: model, delegate: "CPU" },
      runningMode: "IMAGE",
    });
    return new FaceScout(detector);
  }

  close(): void {
    this.detector.close();
  }

  /** Returns what the tracker shall see of this picture: the wanted face alone, or all of it. */
  cover(picture: Picture): Picture | OffscreenCanvas {
    if (this.wanted === null) return picture;
    const faces = this.detect(picture);
    const wanted = nearest(faces, this.wanted);
    this.coveredPictures += 1;
    if (wanted === null || this.coveredPictures > COVERED_PICTURES_MAX) {
      this.wanted = null;
      return picture;
    }
    this.wanted = wanted;
    return this.paintOver(picture, faces, wanted);
  }

  /** Learns what the tracker found in a picture, and looks for a larger face where it is time. */
  note(picture: Picture, landmarks: readonly NormalizedLandmark[] | undefined, tMs: number): void {
    if (tMs - this.lastMs > REST_MS) this.isChosen = false;
    this.lastMs = tMs;
    if (landmarks === undefined) {
      this.missedPictures += 1;
      if (this.missedPictures > LOST_PICTURES && this.wanted === null) this.isChosen = false;
      return;
    }
    this.missedPictures = 0;
    const followed = spotOf(landmarks, picture);
    if (this.wanted !== null) {
      if (isSame(followed, this.wanted)) this.settle(tMs);
      return;
    }
    if (this.isChosen && tMs < this.nextLookMs) return;
    this.nextLookMs = tMs + (this.isChosen ? LOOK_EVERY_MS : FIRST_LOOK_EVERY_MS);
    this.compare(this.detect(picture), followed);
  }

  private settle(tMs: number): void {
    this.wanted = null;
    this.isChosen = true;
    this.nextLookMs = tMs + LOOK_EVERY_MS;
  }

  /** Compares sizes as the detector sees them, since a mesh is measured differently. */
  private compare(faces: readonly FaceSpot[], followed: FaceSpot): void {
    const own = nearest(faces, followed);
    if (own === null || !isSame(own, followed)) return;
    const largest = faces.reduce((a, b) => (b.width > a.width ? b : a), own);
    const ratio = this.isChosen ? RIVAL_SIZE_RATIO : FIRST_SIZE_RATIO;
    this.rivalLooks = largest.width > own.width * ratio ? this.rivalLooks + 1 : 0;
    if (this.rivalLooks >= (this.isChosen ? RIVAL_LOOKS : 1)) {
      this.rivalLooks = 0;
      this.wanted = largest;
      this.coveredPictures = 0;
    }
    this.isChosen = true;
  }

  private detect(picture: Picture): FaceSpot[] {
    return this.detector.detect(picture).detections.flatMap(({ boundingBox: box }) => {
      if (box === undefined) return [];
      const { originX, originY, width, height } = box;
      return [{ x: originX + width / 2, y: originY + height / 2, width }];
    });
  }

  private paintOver(
    picture: Picture,
    faces: readonly FaceSpot[],
    wanted: FaceSpot,
  ): Picture | OffscreenCanvas {
    const { width, height } = pictureSize(picture);
    this.canvas.width = width;
    this.canvas.height = height;
    const pen = this.canvas.getContext("2d");
    if (pen === null) return picture;
    pen.drawImage(picture, 0, 0, width, height);
    pen.fillStyle = COVER_COLOUR;
    for (const face of faces) if (face !== wanted) pen.fillRect(...coverOf(face));
    // Where both are close together the wanted face must stay whole.
    pen.beginPath();
    pen.rect(...coverOf(wanted));
    pen.clip();
    pen.drawImage(picture, 0, 0, width, height);
    return this.canvas;
  }
}

function coverOf({ x, y, width }: FaceSpot): [number, number, number, number] {
  const side = width * (1 + 2 * COVER_MARGIN);
  return [x - side / 2, y - side / 2, side, side];
}

function spotOf(landmarks: readonly NormalizedLandmark[], picture: Picture): FaceSpot {
  const size = pictureSize(picture);
  const xs = landmarks.map((point) => point.x * size.width);
  const ys = landmarks.map((point) => point.y * size.height);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const y = (Math.min(...ys) + Math.max(...ys)) / 2;
  return { x: (left + right) / 2, y, width: right - left };
}

function nearest(faces: readonly FaceSpot[], to: FaceSpot): FaceSpot | null {
  const gap = (face: FaceSpot): number => Math.hypot(face.x - to.x, face.y - to.y);
  return faces.reduce<FaceSpot | null>(
    (best, face) => (best === null || gap(face) < gap(best) ? face : best),
    null,
  );
}

/** Whether two spots are one face: nearer to each other than half its width. */
function isSame(a: FaceSpot, b: FaceSpot): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) < Math.max(a.width, b.width) / 2;
}
