/**
 * Which of MediaPipe's two engines a device runs faster, found out once and remembered.
 *
 * A GPU delegate on a software GPU takes 200-800 ms a picture and reports no error, so only a
 * measured time decides, and a software renderer is not even tried.
 */
import type { Delegate } from "./messages.ts";

const STORAGE_KEY = "kindlens.tracker_delegate";

/** Renderers that draw on the CPU, by the names they give themselves. */
const SOFTWARE_RENDERERS = /swiftshader|llvmpipe|softpipe|software|basic render|mesa offscreen/i;

interface Remembered {
  renderer: string;
  delegate: Delegate;
}

/** Returns the name of the WebGL renderer, or "" where the browser hides it. */
export function rendererName(gl: WebGL2RenderingContext): string {
  const extension = gl.getExtension("WEBGL_debug_renderer_info");
  const name = gl.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  return typeof name === "string" ? name : "";
}

export function isSoftwareRenderer(name: string): boolean {
  return SOFTWARE_RENDERERS.test(name);
}

/** Returns the delegate that was found faster on this device, or null where none was yet. */
export function rememberedDelegate(renderer: string): Delegate | null {
  try {
    const stored: Partial<Remembered> = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}");
    const isKnown = stored.delegate === "CPU" || stored.delegate === "GPU";
    return isKnown && stored.renderer === renderer ? (stored.delegate ?? null) : null;
  } catch {
    return null; // Storage is blocked or holds something else: measure again.
  }
}

export function rememberDelegate(renderer: string, delegate: Delegate): void {
  const remembered: Remembered = { renderer, delegate };
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(remembered));
  } catch {
    // Storage is blocked: the next visit measures again, which costs a second.
  }
}

/** Asks a canvas of its own, since what a canvas can do is settled when it is first drawn on. */
export function probedRendererName(): string {
  const gl = document.createElement("canvas").getContext("webgl2");
  const name = gl === null ? "" : rendererName(gl);
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return name;
}
