/** Reads what the server's tracker answers: JSON, then the points of each face for drawing. */
import type { TrackedFace, TrackedHand } from "./tracker-frame.ts";

const HEAD_BYTES = 4;
/** x, y, z of each of MediaPipe's 478 points. */
const MESH_FLOATS = 478 * 3;

export interface EdgeSeen {
  faces: TrackedFace[];
  hands: TrackedHand[];
  meshes: Float32Array<ArrayBuffer>[];
}

/** Throws where the answer is cut short. */
export function readSeen(answer: ArrayBuffer): EdgeSeen {
  const textBytes = new DataView(answer).getUint32(0, true);
  const text = new TextDecoder().decode(new Uint8Array(answer, HEAD_BYTES, textBytes));
  const seen: { faces: TrackedFace[]; hands: TrackedHand[]; meshes: number } = JSON.parse(text);
  const meshes = Array.from(
    { length: seen.meshes },
    (_, index) =>
      new Float32Array(
        answer,
        HEAD_BYTES + textBytes + index * MESH_FLOATS * Float32Array.BYTES_PER_ELEMENT,
        MESH_FLOATS,
      ),
  );
  return { faces: seen.faces, hands: seen.hands, meshes };
}
