/**
 * The person mask as a texture, and read point by point.
 *
 * Where a picture comes without one, the last goes along with the face.
 */
import { DataTexture, LinearFilter, RedFormat, UnsignedByteType } from "three";
import type { PersonMask } from "../../tracking/tracker-task.ts";
import type { FaceFrame } from "./face-frame.ts";

export class PersonTexture {
  texture = newTexture(new Uint8Array([255]), 1, 1);
  /** The newest mask, and where the face was in its own picture. */
  private newest: { mask: PersonMask; frame: FaceFrame } | null = null;

  /** Where the face was in the picture that the mask is of; null without a mask. */
  get frame(): FaceFrame | null {
    return this.newest?.frame ?? null;
  }

  /** mask: null where this picture has none. frame: of the face in this picture. */
  update(mask: PersonMask | null, frame: FaceFrame): void {
    if (mask === null) return;
    this.newest = { mask, frame };
    const { width, height } = this.texture.image;
    if (width !== mask.width || height !== mask.height) {
      this.texture.dispose();
      this.texture = newTexture(mask.data, mask.width, mask.height);
    } else {
      this.texture.image.data = mask.data;
    }
    this.texture.needsUpdate = true;
  }

  /** x, y: 0..1 of the picture. */
  at(x: number, y: number): number {
    if (this.newest === null) return 1;
    const { width, height, data } = this.newest.mask;
    const column = Math.min(width - 1, Math.max(0, Math.floor(x * width)));
    const row = Math.min(height - 1, Math.max(0, Math.floor(y * height)));
    return (data[row * width + column] ?? 0) / 255;
  }

  forget(): void {
    this.newest = null;
  }

  dispose(): void {
    this.texture.dispose();
  }
}

function newTexture(data: Uint8Array<ArrayBuffer>, width: number, height: number): DataTexture {
  const made = new DataTexture(data, width, height, RedFormat, UnsignedByteType);
  made.minFilter = LinearFilter;
  made.magFilter = LinearFilter;
  made.unpackAlignment = 1;
  return made;
}
