/** What this browser lacks for a play, found out without asking for the camera. */
import type { Problem } from "../play/problems.ts";
import { isInAppBrowser } from "./in-app-browser.ts";

/**
 * A module of one function that fills a 128-bit vector and counts its bits: it validates exactly
 * where WASM SIMD is there. (i8x16.splat and i8x16.popcnt, WebAssembly core specification 2.0.)
 */
const SIMD_MODULE = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15,
  253, 98, 11,
]);

function hasWasmSimd(): boolean {
  return typeof WebAssembly === "object" && WebAssembly.validate(SIMD_MODULE);
}

function hasWebGl2(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2");
  // Browsers hold about sixteen contexts at a time and drop the oldest: give this one back.
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return gl !== null;
}

/** Why `getUserMedia` is missing, or null where it is there. */
export function missingCameraApi(): Problem | null {
  if (navigator.mediaDevices?.getUserMedia !== undefined) return null;
  if (!window.isSecureContext) return "insecure_origin";
  return isInAppBrowser(navigator.userAgent) ? "in_app_browser" : "no_camera";
}

/** Returns what stands in the way of playing this way, the most telling first. */
export function checkCapabilities(way: "camera" | "photo" | "pointer"): Problem[] {
  const problems: Problem[] = [];
  const missing = way === "camera" ? missingCameraApi() : null;
  if (missing !== null) problems.push(missing);
  if (way !== "pointer" && !hasWasmSimd()) problems.push("no_wasm_simd");
  if (!hasWebGl2()) problems.push("no_webgl2");
  return problems;
}
