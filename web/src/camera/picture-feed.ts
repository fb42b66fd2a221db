/** Where a play's pictures come from, taken only when somebody asks for one. */
import type { Picture } from "./picture.ts";

export interface PictureFeed {
  /** Called whenever there is a picture newer than the last one taken. */
  onPicture: () => void;
  readonly hasNewPicture: boolean;
  /** Takes the newest picture, or returns null where there is none newer than the last. */
  take(): Promise<{ picture: Picture; takenMs: number } | null>;
  /** Returns what there is to be seen now, or null without any; it stays there for `take`. */
  glance(): Promise<Picture | null>;
  close(): void;
}
