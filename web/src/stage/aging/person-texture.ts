/** The person mask as a texture, and read point by point. */
import { DataTexture, LinearFilter, RedFormat, UnsignedByteType } from "three";
import type { PersonMask } from "../../tracking/tracker-task.ts";

export class PersonTexture {
  texture = newTexture(new Uint8Array([255]), 1, 1);
  private mask: PersonMask | null = null;

  get isThere(): boolean {
    return this.mask !== null;
  }

  update(mask: PersonMask | null): void {
    this.mask = mask;
    if (mask === null) return;
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
    if (this.mask === null) return 1;
    const { width, height, data } = this.mask;
    const column = Math.min(width - 1, Math.max(0, Math.floor(x * width)));
    const row = Math.min(height - 1, Math.max(0, Math.floor(y * height)));
    return (data[row * width + column] ?? 0) / 255;
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
