/**
 * Opens the visitor's camera, with a name for everything that can go wrong.
 *
 * Pictures go nowhere from here but to the tracker and the stage of this page.
 */
import { PlayError, type Problem } from "../play/problems.ts";
import { checkCapabilities, missingCameraApi } from "./capabilities.ts";
import { isInAppBrowser } from "./in-app-browser.ts";

export { checkCapabilities };

/** The tracker looks at 640x480 at most; more would only cost bandwidth and heat. */
export const CAMERA_WIDTH_PX = 640;
export const CAMERA_HEIGHT_PX = 480;

const CONSTRAINTS: MediaStreamConstraints = {
  audio: false,
  video: {
    facingMode: "user",
    width: { ideal: CAMERA_WIDTH_PX },
    height: { ideal: CAMERA_HEIGHT_PX },
    frameRate: { ideal: 30, max: 60 },
  },
};

/** Names of DOMException that `getUserMedia` rejects with (W3C Media Capture, 10.2). */
const PROBLEM_OF_ERROR: Record<string, Problem> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "no_camera",
  OverconstrainedError: "no_camera",
  NotReadableError: "in_use",
  AbortError: "in_use",
};

/**
 * Opens the front camera.
 *
 * Throws PlayError: no_camera, refused, in_use, insecure_origin or in_app_browser. An aborted
 * signal closes whatever was opened meanwhile and rejects with the signal's reason.
 */
export async function openCamera(signal: AbortSignal): Promise<MediaStream> {
  signal.throwIfAborted();
  const missing = missingCameraApi();
  if (missing !== null) throw new PlayError(missing, "this browser offers no getUserMedia here");
  const stream = await askForCamera();
  if (signal.aborted) {
    closeCamera(stream);
    signal.throwIfAborted();
  }
  return stream;
}

/** Lets the camera go; its light turns off. */
export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

async function askForCamera(): Promise<MediaStream> {
  try {
    return await navigator.mediaDevices.getUserMedia(CONSTRAINTS);
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    let problem = PROBLEM_OF_ERROR[name] ?? "unknown";
    // Apps that block the camera for their built-in browser report a refusal nobody uttered.
    if (problem === "refused" && isInAppBrowser(navigator.userAgent)) problem = "in_app_browser";
    throw new PlayError(problem, `the camera did not open: ${String(error)}`, { cause: error });
  }
}
