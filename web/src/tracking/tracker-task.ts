/** What one model contributes to the tracking of a picture. */
import type { Picture } from "../camera/picture.ts";
import type { TrackedFace, TrackedHand } from "./tracker-frame.ts";

/** One task a model; a play opens those that its effect needs. */
export type TaskName = "face" | "hand" | "person";

/** Where a person is in the picture: 0..255 for surely not to surely, row by row, unmirrored. */
export interface PersonMask {
  width: number;
  height: number;
  data: Uint8Array<ArrayBuffer>;
}

/** What a task saw in one picture; another task's part is left out. */
export interface Seen {
  faces?: TrackedFace[];
  /** See Tracked.meshes. */
  meshes?: Float32Array<ArrayBuffer>[];
  hands?: TrackedHand[];
  personMask?: PersonMask;
}

export interface TrackerTask {
  /** Looks at a picture. tMs: milliseconds, larger than at the last call. */
  look(picture: Picture, tMs: number): Seen;
  close(): void;
}
