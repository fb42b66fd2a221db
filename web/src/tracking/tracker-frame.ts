/**
 * What the tracker hands on for one camera picture: only the landmarks that somebody named.
 *
 * Coordinates are in 0..1 of the unmirrored picture. The Python engine reads the same shape
 * (effects/engine/tracker_frame.py).
 */

export interface TrackedFace {
  /** x, y, z of each named landmark, in the order of `describe().face_landmark_order`. */
  points: number[];
  /** Scores in 0..1, in the order of `describe().face_blendshapes`. */
  blendshapes: number[];
  /** The face's pose, 16 numbers as MediaPipe gives them, or null where nobody asked. */
  matrix: number[] | null;
  /** How brightly its skin is seen, 0..1 (face-light.ts); 0.5 where nobody asked. */
  light: number;
}

export interface TrackedHand {
  /** Whose side: the visitor's own. */
  side: "left" | "right";
  /** x, y, z of MediaPipe's 21 hand landmarks in turn; z in picture widths from the wrist. */
  points: number[];
}

export interface TrackerFrame {
  /** When the picture was taken, in milliseconds of `performance.now()`. */
  t_ms: number;
  width: number;
  height: number;
  faces: TrackedFace[];
  hands: TrackedHand[];
}

/** What a play needs tracked, from the engine's `describe()` and `needs()`. */
export interface TrackingNeeds {
  wantsFaces: boolean;
  /** How many hands may be in view: 0, 1 or 2. */
  handsMax: number;
  /** Whether all 478 points of a face are handed on for drawing. */
  wantsMesh: boolean;
  /** MediaPipe's numbers of the named face landmarks, in order. */
  faceLandmarks: number[];
  /** Names of the blendshapes wanted, in order; empty where none are. */
  faceBlendshapes: string[];
  wantsMatrix: boolean;
  wantsLight: boolean;
}
