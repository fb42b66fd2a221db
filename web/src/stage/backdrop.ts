/**
 * The grounds behind everything, drawn into one picture of exactly the stage's size.
 *
 * Several full-screen layers would be blended anew for every picture, which is what a slow GPU
 * can least afford; here they cost one copy.
 */
import { CanvasTexture, Mesh, NearestFilter } from "three";
import { opaqueMaterial, unitSquare } from "./flat-material.ts";
import type { SvgArt } from "./svg-art.ts";

/** Lies behind every layer that an effect may name. */
const BEHIND_ALL = -1_000_000;

export class Backdrop {
  readonly mesh = new Mesh(unitSquare(), opaqueMaterial());
  private texture: CanvasTexture | null = null;
  private shown = "";

  constructor(private readonly art: SvgArt) {
    this.mesh.renderOrder = BEHIND_ALL;
    this.mesh.visible = false;
    this.mesh.frustumCulled = false;
  }

  /**
   * Shows these pictures, the farthest first. Sizes: CSS pixels, and device pixels per one.
   * Does nothing where nothing changed.
   */
  show(images: string[], widthPx: number, heightPx: number, pixelRatio: number): void {
    this.mesh.position.set(widthPx / 2, heightPx / 2, 0);
    this.mesh.scale.set(widthPx, heightPx, 1);
    const wanted = `${images.join()} ${widthPx}x${heightPx}@${pixelRatio}`;
    if (wanted === this.shown) return;
    this.shown = wanted;
    void this.draw(images, wanted, widthPx * pixelRatio, heightPx * pixelRatio);
  }

  dispose(): void {
    this.shown = "";
    this.texture?.dispose();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }

  private async draw(
    images: string[],
    wanted: string,
    widthPx: number,
    heightPx: number,
  ): Promise<void> {
    const known = images.filter((name) => this.art.has(name));
    const pictures = await Promise.all(known.map((name) => this.art.image(name)));
    if (wanted !== this.shown) return; // The window changed again meanwhile.
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(widthPx));
    canvas.height = Math.max(1, Math.round(heightPx));
    const context = canvas.getContext("2d", { alpha: false });
    pictures.forEach((picture, index) => {
      const aspect = this.art.aspect(known[index] ?? "");
      const width = Math.max(canvas.width, canvas.height * aspect);
      const height = width / aspect;
      // Cover, bottom centre: the street stays under the feet on every screen.
      context?.drawImage(
        picture,
        (canvas.width - width) / 2,
        canvas.height - height,
        width,
        height,
      );
    });
    this.texture?.dispose();
    this.texture = new CanvasTexture(canvas);
    this.texture.flipY = false;
    this.texture.generateMipmaps = false;
    this.texture.minFilter = NearestFilter;
    this.texture.magFilter = NearestFilter;
    this.mesh.material.uniforms.map.value = this.texture;
    this.mesh.visible = true;
  }
}
