/** The WebGL renderer of a stage. */
import { NeutralToneMapping, SRGBColorSpace, WebGLRenderer } from "three";
import { isSoftwareRenderer, probedRendererName } from "../tracking/delegate.ts";

export function createRenderer(canvas: HTMLCanvasElement, hasModels: boolean): WebGLRenderer {
  const renderer = new WebGLRenderer({
    canvas,
    alpha: false,
    // Pictures have soft edges of their own; only models need it, and a GPU that can afford it.
    antialias: hasModels && !isSoftwareRenderer(probedRendererName()),
    depth: hasModels,
    stencil: false,
    powerPreference: "high-performance",
  });
  // Only models heed these two: the flat art's shaders pass its colours unchanged.
  renderer.outputColorSpace = SRGBColorSpace;
  renderer.toneMapping = NeutralToneMapping;
  renderer.localClippingEnabled = true;
  return renderer;
}
