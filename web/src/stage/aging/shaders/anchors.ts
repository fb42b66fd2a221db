/** The named landmarks as uniforms, in the face's frame. */
import { ANCHORS } from "../landmarks.ts";

export const ANCHOR_UNIFORMS = Object.keys(ANCHORS)
  .map((name) => `uniform vec2 at_${name};`)
  .join("\n");
