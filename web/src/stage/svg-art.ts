/**
 * An effect's pictures, drawn from their SVG at the size in which they are seen.
 *
 * Textures are kept by name and size step; a picture that grows is drawn anew a step larger and
 * shows its smaller drawing until then.
 */
import { CanvasTexture, LinearFilter, LinearMipmapNearestFilter, type Texture } from "three";

/** Widths in device pixels that pictures are drawn at. */
const STEPS_PX: readonly number[] = [64, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048];
/** Pictures are drawn this wide before a play, so that none pops up late. */
const PREPARED_PX = 192;
/** Larger drawings than this are grounds, which are drawn on their own. */
const PREPARED_VIEW_WIDTH_MAX = 1100;

interface Drawn {
  stepPx: number;
  texture: CanvasTexture;
}

export class SvgArt {
  private readonly images = new Map<string, Promise<HTMLImageElement>>();
  private readonly aspects = new Map<string, number>();
  private readonly drawn = new Map<string, Drawn>();
  private readonly wanted = new Map<string, number>();
  private isDisposed = false;

  /** art: name to SVG, as in the release. */
  constructor(private art: Record<string, string>) {}

  /** Draws every picture once, small. onProgress: 0..1. */
  async prepare(onProgress: (share: number) => void): Promise<void> {
    const names = Object.keys(this.art).filter(
      (name) => viewSize(this.art[name] ?? "").width <= PREPARED_VIEW_WIDTH_MAX,
    );
    let done = 0;
    await Promise.all(
      names.map(async (name) => {
        await this.draw(name, PREPARED_PX);
        done += 1;
        onProgress(done / names.length);
      }),
    );
  }

  has(name: string): boolean {
    return name in this.art;
  }

  /** Width / height of a picture; 1 for one that is not there. */
  aspect(name: string): number {
    let aspect = this.aspects.get(name);
    if (aspect === undefined) {
      const size = viewSize(this.art[name] ?? "");
      aspect = size.width / size.height;
      this.aspects.set(name, aspect);
    }
    return aspect;
  }

  /** Returns the best drawing there is now, and starts a finer one where this is too coarse. */
  texture(name: string, widthPx: number): Texture | null {
    const drawn = this.drawn.get(name);
    if (drawn === undefined || drawn.stepPx < widthPx) {
      const stepPx = stepFor(widthPx);
      if (stepPx > (drawn?.stepPx ?? 0)) void this.draw(name, stepPx);
    }
    return drawn?.texture ?? null;
  }

  /** Returns the picture itself, for somebody who draws it elsewhere. */
  async image(name: string): Promise<HTMLImageElement> {
    let image = this.images.get(name);
    if (image === undefined) {
      image = decode(name, this.art[name]);
      this.images.set(name, image);
    }
    return image;
  }

  /** Takes other pictures; those that did not change keep their drawings. */
  async replace(art: Record<string, string>): Promise<void> {
    for (const name of this.drawn.keys()) {
      if (art[name] === this.art[name]) continue;
      this.drawn.get(name)?.texture.dispose();
      this.drawn.delete(name);
      this.images.delete(name);
      this.aspects.delete(name);
      this.wanted.delete(name);
    }
    this.art = art;
    await this.prepare(() => undefined);
  }

  dispose(): void {
    this.isDisposed = true;
    for (const { texture } of this.drawn.values()) texture.dispose();
    this.drawn.clear();
    this.images.clear();
  }

  private async draw(name: string, stepPx: number): Promise<void> {
    if ((this.wanted.get(name) ?? 0) >= stepPx) return;
    this.wanted.set(name, stepPx);
    const image = await this.image(name);
    if (this.isDisposed || (this.drawn.get(name)?.stepPx ?? 0) >= stepPx) return;
    const canvas = document.createElement("canvas");
    canvas.width = stepPx;
    canvas.height = Math.max(1, Math.round(stepPx / this.aspect(name)));
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const texture = new CanvasTexture(canvas);
    texture.flipY = false;
    texture.premultiplyAlpha = true;
    texture.generateMipmaps = true;
    texture.minFilter = LinearMipmapNearestFilter;
    texture.magFilter = LinearFilter;
    this.drawn.get(name)?.texture.dispose();
    this.drawn.set(name, { stepPx, texture });
  }
}

function stepFor(widthPx: number): number {
  return STEPS_PX.find((step) => step >= widthPx) ?? STEPS_PX[STEPS_PX.length - 1] ?? widthPx;
}

/** Reads the width and height of an SVG's viewBox. */
function viewSize(svg: string): { width: number; height: number } {
  const box = /viewBox="[\d.+-]+[ ,]+[\d.+-]+[ ,]+([\d.]+)[ ,]+([\d.]+)"/.exec(svg);
  return { width: Number(box?.[1] ?? 1), height: Number(box?.[2] ?? 1) };
}

async function decode(name: string, svg: string | undefined): Promise<HTMLImageElement> {
  if (svg === undefined) throw new Error(`the release has no picture named ${name}`);
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } finally {
    URL.revokeObjectURL(url);
  }
  return image;
}
