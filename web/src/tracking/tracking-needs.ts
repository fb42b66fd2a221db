/** What the tracker must look for, from what the engine says of itself and of the effect. */
import type { EngineDescription, EngineNeeds } from "../runtime/micropython.ts";
import type { TrackingNeeds } from "./tracker-frame.ts";
import type { TaskName } from "./tracker-task.ts";

/** The model of each task, as `models/models.json` names it. */
export const MODEL_OF_TASK: Readonly<Record<TaskName, string>> = {
  face: "face_landmarker",
  hand: "hand_landmarker",
};

/**
 * Returns the tasks that an effect's manifest asks for, the one that a play needs first in front:
 * where hands play, the face is only adorned.
 */
export function tasksOf(tracking: readonly string[]): TaskName[] {
  const tasks: TaskName[] = [];
  if (tracking.includes("hands")) tasks.push("hand");
  if (tracking.includes("face")) tasks.push("face");
  return tasks;
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
  };
}
