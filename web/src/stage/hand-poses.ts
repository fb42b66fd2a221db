/**
 * Where things sit on a hand: wrist, palm, grip and fingers, as poses made of its 21 landmarks.
 *
 * The forearm is not among the landmarks and is told from the palm; the shares below were fitted
 * on photographs of hands whose wrists were marked by hand.
 */
import { Vector3 } from "three";
import type { EngineDescription } from "../runtime/micropython.ts";
import type { TrackedHand } from "../tracking/tracker-frame.ts";
import { type AnchorPose, turnOf } from "./anchor-pose.ts";
import { bodyPoint, POINT_SIZE } from "./body-point.ts";

/** Shares of the palm's length: wrist to knuckles, in 3D, the mean of the four long fingers. */
const WRIST_WIDTH = 0.62;
/** The landmark named wrist lies on the heel of the hand; a bangle sits this much further down ... */
const WRIST_DOWN = 0.06;
/** ... and this much further from the thumb. */
const WRIST_FROM_THUMB = 0.015;
/** Where the forearm points to, between the middle knuckle (0) and the index knuckle (1). */
const FOREARM_TO_INDEX = 0.4;
export const FINGER_WIDTHS: Record<string, number> = {
  thumb: 0.18,
  index_finger: 0.165,
  middle_finger: 0.17,
  ring_finger: 0.16,
  pinky: 0.135,
};
/** A ring's place between knuckle (0) and first joint (1): clear of the web between the fingers. */
const RING_SHARE = 0.58;
/** What is held has no place of its own on the body; its unit is the wrist's. */
const HELD_SIZE = WRIST_WIDTH;

export interface HandMeasure {
  points: Vector3[];
  /** Length of the palm in picture heights, in 3D. */
  palm: number;
  /** Index knuckle to pinky knuckle, in picture heights, in 3D. */
  breadth: number;
  /** Along the forearm to the fingers, and out of the back of the hand. Unit vectors. */
  along: Vector3;
  back: Vector3;
}

export class HandPoses {
  private readonly number: (name: string) => number;
  /** Name of each place to the landmarks it lies between. */
  private readonly places: [string, number[]][];

  constructor({ hand_landmarks, hand_anchors }: EngineDescription) {
    this.number = (name) => {
      const number = hand_landmarks[name];
      if (number === undefined) throw new Error(`describe() has no hand landmark ${name}`);
      return number;
    };
    this.places = Object.entries(hand_anchors).map(([place, names]) => [
      place,
      names.map(this.number),
    ]);
  }

  /** The places there are on a hand. */
  get names(): string[] {
    return this.places.map(([place]) => place);
  }

  /** Reads what all poses are made of. aspect: width / height of the picture. */
  measure(hand: TrackedHand, aspect: number): HandMeasure {
    const points = Array.from({ length: hand.points.length / POINT_SIZE }, (_, number) =>
      bodyPoint(hand.points, number * POINT_SIZE, aspect),
    );
    const from = (name: string): Vector3 => at(points, this.number(name)).clone();
    const wrist = from("wrist");
    const knuckles = ["index_mcp", "middle_mcp", "ring_mcp", "pinky_mcp"].map(from);
    const [index, middle, , pinky] = knuckles as [Vector3, Vector3, Vector3, Vector3];
    const palm = knuckles.reduce((sum, knuckle) => sum + knuckle.distanceTo(wrist), 0) / 4;
    const along = middle.clone().lerp(index, FOREARM_TO_INDEX).sub(wrist).normalize();
    // In the mirrored picture a right hand's back faces this way, a left hand's palm.
    const normal = new Vector3().crossVectors(index.clone().sub(wrist), pinky.clone().sub(wrist));
    const back = normal.multiplyScalar(hand.side === "right" ? 1 : -1).normalize();
    return { points, palm, breadth: index.distanceTo(pinky), along, back };
  }

  /** Returns the pose of each place on the hand, by the names of `describe().hand_anchors`. */
  poses(measured: HandMeasure, side: TrackedHand["side"]): Map<string, AnchorPose> {
    const poses = new Map<string, AnchorPose>();
    for (const [place, numbers] of this.places) {
      if (place in FINGER_WIDTHS) poses.set(place, fingerPose(measured, place, numbers));
      else if (place === "wrist") poses.set(place, wristPose(measured, numbers, side));
      else poses.set(place, heldPose(measured, numbers));
    }
    return poses;
  }
}

function wristPose(
  { points, palm, along, back }: HandMeasure,
  numbers: number[],
  side: TrackedHand["side"],
): AnchorPose {
  const turn = turnOf(along, back);
  const across = new Vector3().crossVectors(along, back);
  // Seen from its back, fingers up, a left hand's thumb is on the right; mirrored, on the left.
  const fromThumb = WRIST_FROM_THUMB * palm * (side === "left" ? 1 : -1);
  const center = middleOf(points, numbers)
    .addScaledVector(along, -WRIST_DOWN * palm)
    .addScaledVector(across, fromThumb);
  return { at: center, turn, size: WRIST_WIDTH * palm };
}

/** numbers: the knuckle and the first joint. */
function fingerPose(measured: HandMeasure, place: string, numbers: number[]): AnchorPose {
  const { points, palm, along, back } = measured;
  const [knuckle, joint] = numbers as [number, number];
  const from = at(points, knuckle);
  const to = at(points, joint);
  const up = to.clone().sub(from);
  // A finger bends about the line across the palm, which says where its back faces, also in a fist.
  const front = new Vector3().crossVectors(along, back).cross(up);
  return {
    at: from.clone().lerp(to, RING_SHARE),
    turn: turnOf(up, front),
    size: (FINGER_WIDTHS[place] ?? 0) * palm,
  };
}

function heldPose({ points, palm, along, back }: HandMeasure, numbers: number[]): AnchorPose {
  return { at: middleOf(points, numbers), turn: turnOf(along, back), size: HELD_SIZE * palm };
}

function middleOf(points: Vector3[], numbers: number[]): Vector3 {
  const sum = new Vector3();
  for (const number of numbers) sum.add(at(points, number));
  return sum.divideScalar(numbers.length);
}

function at(points: Vector3[], number: number): Vector3 {
  const point = points[number];
  if (point === undefined)
    throw new Error(`got a hand of ${points.length} points, wanted ${number}`);
  return point;
}
