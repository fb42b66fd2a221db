/** What the tracker must look for, from what the engine says of itself and of the effect. */
import type { EngineDescription, EngineNeeds } from "../runtime/micropython.ts";
import type { TrackingNeeds } from "./tracker-frame.ts";

export function trackingNeeds(description: EngineDescription, needs: EngineNeeds): TrackingNeeds {
  const faceLandmarks = description.face_landmark_order.map((name) => {
    const number = description.face_landmarks[name];
    if (number === undefined) throw new Error(`describe() has no number for landmark ${name}`);
    return number;
  });
  return {
    faceLandmarks,
    faceBlendshapes: needs.blendshapes ? description.face_blendshapes : [],
    wantsMatrix: needs.matrix,
  };
}
