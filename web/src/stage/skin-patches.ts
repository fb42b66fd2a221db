/** Parts of the camera picture that surely show skin: the palms' middles and the face's. */
import type { Vector3 } from "three";
import type { SeenHand } from "./body-anchors.ts";
import type { SkinPatch } from "./light-meter.ts";

/** Half a patch, in palm lengths and in face heights: well within fist and cheeks. */
const PALM_SHARE = 0.22;
const FACE_SHARE = 0.24;

/** A face's middle and height, in picture heights of the mirrored picture, y up. */
export interface SeenFace {
  middle: Vector3;
  height: number;
}

/** aspect: width / height of the picture. */
export function skinPatches(
  hands: readonly SeenHand[],
  face: SeenFace | null,
  aspect: number,
): SkinPatch[] {
  const patches = hands.map(({ poses, palm }) => {
    const middle = poses.get("palm")?.at;
    return middle === undefined ? null : patch(middle, PALM_SHARE * palm, aspect);
  });
  if (face !== null) patches.push(patch(face.middle, FACE_SHARE * face.height, aspect));
  return patches.filter((found) => found !== null);
}

/** Returns null where it is not whole within the picture. */
function patch({ x, y }: Vector3, half: number, aspect: number): SkinPatch | null {
  const found = {
    x: 1 - (x + half) / aspect,
    y: -y - half,
    width: (2 * half) / aspect,
    height: 2 * half,
  };
  const isWhole =
    found.x >= 0 && found.y >= 0 && found.x + found.width <= 1 && found.y + found.height <= 1;
  return isWhole ? found : null;
}
