/** What hides without being seen: writes how near it is and no colour. */
import { DoubleSide, MeshBasicMaterial, type Plane } from "three";

/** Before everything that is drawn, so that whatever is worn finds the depths in place. */
export const OCCLUDER_ORDER = -2_000_000;

export function occluderMaterial(clip: Plane[]): MeshBasicMaterial {
  return new MeshBasicMaterial({
    colorWrite: false,
    side: DoubleSide,
    clippingPlanes: clip,
  });
}
