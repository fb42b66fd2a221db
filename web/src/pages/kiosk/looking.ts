/** What a tracker frame says to the kiosk: is somebody there, did they nod, where is a raised hand. */
import type { EngineDescription } from "../../runtime/micropython.ts";
import type { TrackerFrame, TrackingNeeds } from "../../tracking/tracker-frame.ts";
import { Nod } from "./nod.ts";

/** Of the picture's height: whoever is smaller only passes by behind. */
const FACE_HEIGHT_MIN = 0.11;
/** A hand below this height of the picture rests. */
const RAISED_Y_MAX = 0.86;
/** A hand is open when its fingers reach so many palm lengths beyond the wrist. */
const OPEN_REACH = 1.45;
/** How much of the picture the hand has to cross to reach from edge to edge of the screen. */
const REACH = { left: 0.22, right: 0.78, top: 0.2, bottom: 0.72 };

export interface Look {
  /** When its picture was taken, in milliseconds of `performance.now()`. */
  tMs: number;
  isSomebody: boolean;
  /** When the nod began that ended in this look; null: none did. */
  nodBeganMs: number | null;
  /** Where on the screen a raised open hand points, 0..1, mirrored as in a mirror; null without. */
  hand: { x: number; y: number } | null;
}

/** What of the face is named to the tracker, and nothing else of it leaves the worker. */
const FACE_POINTS = ["forehead", "nose_tip", "chin"] as const;

export function needsOf(description: EngineDescription): TrackingNeeds {
  return {
    wantsFaces: true,
    handsMax: 1,
    wantsMesh: false,
    faceLandmarks: FACE_POINTS.map((name) => description.face_landmarks[name] ?? 0),
    faceBlendshapes: [],
    wantsMatrix: false,
    wantsLight: false,
  };
}

export class Looking {
  private readonly nod = new Nod();

  constructor(private readonly handLandmarks: Record<string, number>) {}

  reset(): void {
    this.nod.reset();
  }

  read(frame: TrackerFrame): Look {
    return { tMs: frame.t_ms, ...this.readFace(frame), hand: this.readHand(frame) };
  }

  private readFace(frame: TrackerFrame): Pick<Look, "isSomebody" | "nodBeganMs"> {
    const points = frame.faces[0]?.points;
    if (points === undefined) {
      this.nod.reset();
      return { isSomebody: false, nodBeganMs: null };
    }
    const [, foreheadY = 0, , noseX = 0, noseY = 0, , , chinY = 0] = points;
    const height = Math.abs(chinY - foreheadY);
    const aspect = frame.width / frame.height;
    return {
      isSomebody: height >= FACE_HEIGHT_MIN,
      nodBeganMs: this.nod.next(frame.t_ms, noseX * aspect, noseY, height),
    };
  }

  private readHand(frame: TrackerFrame): Look["hand"] {
    const points = frame.hands[0]?.points;
    if (points === undefined) return null;
    const aspect = frame.width / frame.height;
    const at = (name: string): { x: number; y: number } => {
      const index = (this.handLandmarks[name] ?? 0) * 3;
      return { x: (points[index] ?? 0) * aspect, y: points[index + 1] ?? 0 };
    };
    const wrist = at("wrist");
    const knuckle = at("middle_mcp");
    const tip = at("middle_tip");
    const palm = Math.hypot(knuckle.x - wrist.x, knuckle.y - wrist.y);
    const reach = Math.hypot(tip.x - wrist.x, tip.y - wrist.y);
    const middle = { x: (wrist.x + knuckle.x) / 2 / aspect, y: (wrist.y + knuckle.y) / 2 };
    const isRaised = tip.y < wrist.y && middle.y < RAISED_Y_MAX && reach > OPEN_REACH * palm;
    if (!isRaised) return null;
    return {
      x: within(1 - (middle.x - REACH.left) / (REACH.right - REACH.left)),
      y: within((middle.y - REACH.top) / (REACH.bottom - REACH.top)),
    };
  }
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}
