/** What can keep a visitor from playing, by name; the pages hold the words for each. */

import { messageOf } from "../runtime/error-message.ts";

export type Problem =
  | "no_camera"
  | "refused"
  | "in_use"
  | "insecure_origin"
  | "in_app_browser"
  | "no_webgl2"
  | "no_wasm_simd"
  | "model_download"
  | "tracking_slow"
  | "camera_lost"
  | "photo_unreadable"
  | "unknown";

/** A named problem; `message` is for developers, never for visitors. */
export class PlayError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PlayError";
    this.problem = problem;
  }
}

/** Returns the error as a PlayError, `unknown` where it had no name yet. */
export function asPlayError(error: unknown): PlayError {
  if (error instanceof PlayError) return error;
  return new PlayError("unknown", messageOf(error), { cause: error });
}
