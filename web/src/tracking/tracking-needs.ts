/** What the tracker must look for, from what the engine says of itself and of the effect. */
import type { EngineDescription, EngineNeeds } from "../runtime/micropython.ts";
import type { TrackingNeeds } from "./tracker-frame.ts";
import type { TaskName } from "./tracker-task.ts";

/** The model of each task, as `models/models.json` names it. */
export const MODEL_OF_TASK: Readonly<Record<TaskName, string>> = {
  face: "face_landmarker",
  hand: "hand_landmarker",
  person: "selfie_segmenter",
};

/** The task that looks for what a manifest names. */
const TASK_OF_PART: Readonly<Record<string, TaskName>> = {
  face: "face",
  hands: "hand",
  person: "person",
};

/**
 * Returns the tasks for the parts of the visitor that are named, in the same order: the first of a
 * manifest is the one that a play cannot begin without.
 */
export function tasksOf(parts: readonly string[]): TaskName[] {
  return parts.flatMap((part) => TASK_OF_PART[part] ?? []);
}

/** Returns which tasks may rest while an effect watches no more than these parts ("face", "hands"). */
export function restingTasks(watched: readonly string[]): TaskName[] {
  const resting: TaskName[] = [];
  if (!watched.includes("face")) resting.push("face", "person");
  if (!watched.includes("hands")) resting.push("hand");
  return resting;
}

export function trackingNeeds(description: EngineDescription, needs: EngineNeeds): TrackingNeeds {
  const faceLandmarks = description.face_landmark_order.map((name) => {
    const number = description.face_landmarks[name];
    if (number === undefined) throw new Error(`describe() has no number for landmark ${name}`);
    return number;
  });
  return {
    wantsFaces: needs.faces || needs.mesh,
    handsMax: needs.hands,
    wantsMesh: needs.mesh,
    faceLandmarks,
    faceBlendshapes: needs.blendshapes ? description.face_blendshapes : [],
    wantsMatrix: needs.matrix,
    wantsLight: needs.light,
  };
}
