/** What can keep a visitor from playing, by name; the pages hold the words for each. */

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
  const message = error instanceof Error ? error.message : String(error);
  return new PlayError("unknown", message, { cause: error });
}
