/**
 * Somebody to hang things on where a trace has no picture: a figure posed by the recorded signals.
 *
 * Made for the stage alone: landmarks where the signals say that head and hands were, in
 * proportions of an average face and hand. Python never sees them.
 */
import type { EngineDescription } from "../../runtime/micropython.ts";
import type { TrackedFace, TrackedHand, TrackerFrame } from "../../tracking/tracker-frame.ts";

type Signals = Readonly<Record<string, number | string>>;
type Side = TrackedHand["side"];
/** x to the visitor's right on screen, y down, from a middle; in units of the part. */
type Spot = readonly [x: number, y: number];

export const PICTURE = { width: 640, height: 480 } as const;
const ASPECT = PICTURE.width / PICTURE.height;
const PERMILLE = 1000;
const RADIANS_PER_DDEG = Math.PI / 1800;

/** From between the eyes, across in face widths and down in face heights (forehead to chin). */
const FACE: Readonly<Record<string, Spot>> = {
  nose_tip: [0, 0.28],
  forehead: [0, -0.28],
  upper_lip: [0, 0.42],
  lower_lip: [0, 0.45],
  user_left_eye_outer: [-0.34, 0.02],
  user_left_eye_inner: [-0.14, 0.03],
  user_right_eye_outer: [0.34, 0.02],
  user_right_eye_inner: [0.14, 0.03],
  chin: [0, 0.72],
  between_eyes: [0, 0],
  user_left_cheek: [-0.5, 0.08],
  user_right_cheek: [0.5, 0.08],
  user_left_ear_lobe: [-0.49, 0.26],
  user_right_ear_lobe: [0.49, 0.26],
};
const NOSE_BELOW_EYES = 0.28;
/** How far the nose moves across, in face widths, when the head turns by 90 degrees. */
const NOSE_LEAN = 0.45;
const LIPS_OPEN = 0.16;
const USUAL = { x: 500, y: 450, width: 190, height: 380, handSize: 180 } as const;

/** A finger from its knuckle: where that is from the wrist, which way it points, and how long. */
interface Finger {
  name: string;
  knuckle: Spot;
  way: Spot;
  length: number;
}

/** A left hand whose palm shows, in units from wrist to middle knuckle. */
const FINGERS: readonly Finger[] = [
  { name: "index", knuckle: [0.3, -0.98], way: [0.14, -0.99], length: 0.85 },
  { name: "middle", knuckle: [0.04, -1], way: [0.02, -1], length: 0.95 },
  { name: "ring", knuckle: [-0.2, -0.93], way: [-0.12, -0.99], length: 0.86 },
  { name: "pinky", knuckle: [-0.42, -0.8], way: [-0.25, -0.97], length: 0.66 },
];
const JOINTS = ["pip", "dip", "tip"] as const;
const JOINT_SHARES: readonly number[] = [0.48, 0.78, 1];
/** A finger that is folded comes back to the palm: places along and toward the wrist. */
const FOLDED: readonly Spot[] = [
  [0.02, -0.28],
  [0.04, 0.06],
  [0.02, 0.26],
];
const THUMB: Readonly<Record<"out" | "up" | "folded" | "pinch", readonly Spot[]>> = {
  out: [
    [0.24, -0.22],
    [0.5, -0.46],
    [0.7, -0.66],
    [0.86, -0.84],
  ],
  up: [
    [0.22, -0.3],
    [0.36, -0.66],
    [0.38, -1.02],
    [0.38, -1.36],
  ],
  folded: [
    [0.24, -0.24],
    [0.36, -0.5],
    [0.24, -0.66],
    [0.06, -0.68],
  ],
  pinch: [
    [0.24, -0.22],
    [0.46, -0.56],
    [0.52, -0.9],
    [0.46, -1.2],
  ],
};
const THUMB_JOINTS = ["thumb_cmc", "thumb_mcp", "thumb_ip", "thumb_tip"] as const;
const STRAIGHT: Readonly<Record<string, readonly string[]>> = {
  open_palm: ["index", "middle", "ring", "pinky"],
  none: ["index", "middle", "ring", "pinky"],
  pinch: ["middle", "ring", "pinky"],
  victory: ["index", "middle"],
  point: ["index"],
};

export class Mannequin {
  constructor(private readonly description: EngineDescription) {}

  /** Returns what a tracker would have seen of these signals. tMs: when. */
  frame(signals: Signals, tMs: number): TrackerFrame {
    const hands = (["left", "right"] as const).flatMap((side) => this.hand(signals, side) ?? []);
    const face = this.face(signals);
    return { t_ms: tMs, ...PICTURE, faces: face === null ? [] : [face], hands };
  }

  private face(signals: Signals): TrackedFace | null {
    const isThere = number(signals, "is_head_present", number(signals, "is_present", 1)) === 1;
    const hasHead = Object.keys(signals).some((name) => name.startsWith("head_"));
    if (!isThere || !hasHead) return null;
    const width = number(signals, "head_width_permille", USUAL.width) / PERMILLE;
    const height = number(signals, "head_height_permille", USUAL.height) / PERMILLE;
    const eyes = {
      x: number(signals, "head_x_permille", USUAL.x) / PERMILLE,
      y: number(signals, "head_y_permille", USUAL.y) / PERMILLE - NOSE_BELOW_EYES * height,
    };
    const roll = number(signals, "head_roll_ddeg", 0) * RADIANS_PER_DDEG;
    const lean = Math.sin(number(signals, "head_yaw_ddeg", 0) * RADIANS_PER_DDEG) * NOSE_LEAN;
    const mouth = (number(signals, "mouth_open_permille", 0) / PERMILLE) * LIPS_OPEN;
    const points = this.description.face_landmark_order.flatMap((name) => {
      const [across, down] = FACE[name] ?? [0, 0];
      const x = (across + (name === "nose_tip" ? lean : lean / 3)) * width * ASPECT;
      const y = (down + (name === "lower_lip" ? mouth : 0)) * height;
      const turnedX = (x * Math.cos(roll) - y * Math.sin(roll)) / ASPECT;
      const turnedY = x * Math.sin(roll) + y * Math.cos(roll);
      return [1 - (eyes.x + turnedX), eyes.y + turnedY, 0]; // The tracker's picture is unmirrored.
    });
    return { points, blendshapes: [], matrix: null, light: 0.5 };
  }

  private hand(signals: Signals, side: Side): TrackedHand | null {
    if (number(signals, `is_${side}_hand_present`, 0) !== 1) return null;
    const at = (name: string, usual: number): number =>
      number(signals, `${side}_hand_${name}`, usual);
    const size = at("size_permille", USUAL.handSize) / PERMILLE;
    const showsBack = at("palm_permille", PERMILLE) < 0;
    const flip = (side === "left") === showsBack ? -1 : 1;
    const shape = handShape(String(signals[`${side}_hand_gesture`] ?? "open_palm"));
    const palm = ["wrist", "index_mcp", "pinky_mcp"].map((name) => shape.get(name) ?? [0, 0]);
    const middle = [0, 1].map((axis) => palm.reduce((sum, spot) => sum + (spot[axis] ?? 0), 0) / 3);
    const x = at("x_permille", USUAL.x) / PERMILLE;
    const y = at("y_permille", USUAL.y) / PERMILLE;
    const points = new Array<number>(3 * Object.keys(this.description.hand_landmarks).length);
    points.fill(0);
    for (const [name, place] of Object.entries(this.description.hand_landmarks)) {
      const [across, down] = shape.get(name) ?? [0, 0];
      const seenX = x + ((across - (middle[0] ?? 0)) * flip * size) / ASPECT;
      points[place * 3] = 1 - seenX;
      points[place * 3 + 1] = y + (down - (middle[1] ?? 0)) * size;
    }
    return { side, points };
  }
}

/** Returns the joints of a left hand that makes a gesture, from its wrist. */
function handShape(gesture: string): Map<string, Spot> {
  const shape = new Map<string, Spot>([["wrist", [0, 0]]]);
  const straight = STRAIGHT[gesture] ?? [];
  for (const { name, knuckle, way, length } of FINGERS) {
    shape.set(`${name}_mcp`, knuckle);
    JOINTS.forEach((joint, index) => {
      const share = (JOINT_SHARES[index] ?? 1) * length;
      const folded = FOLDED[index] ?? [0, 0];
      const from = straight.includes(name) ? [way[0] * share, way[1] * share] : folded;
      shape.set(`${name}_${joint}`, [knuckle[0] + (from[0] ?? 0), knuckle[1] + (from[1] ?? 0)]);
    });
  }
  if (gesture === "pinch") bendIndex(shape);
  const thumb = thumbOf(gesture);
  THUMB_JOINTS.forEach((joint, index) => {
    shape.set(joint, THUMB[thumb][index] ?? [0, 0]);
  });
  return shape;
}

function bendIndex(shape: Map<string, Spot>): void {
  const [x, y] = shape.get("index_mcp") ?? [0, 0];
  shape.set("index_pip", [x + 0.16, y - 0.38]);
  shape.set("index_dip", [x + 0.2, y - 0.36]);
  shape.set("index_tip", [x + 0.17, y - 0.24]);
}

function thumbOf(gesture: string): keyof typeof THUMB {
  if (gesture === "thumb_up") return "up";
  if (gesture === "pinch") return "pinch";
  return gesture === "open_palm" || gesture === "none" ? "out" : "folded";
}

function number(signals: Signals, name: string, otherwise: number): number {
  const value = signals[name];
  return typeof value === "number" ? value : otherwise;
}
