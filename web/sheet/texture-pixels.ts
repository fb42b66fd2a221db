/** Copies a texture to a canvas, byte for byte. */
import { type Texture, type WebGLRenderer, WebGLRenderTarget } from "three";
import { material, PassRunner } from "../src/stage/aging/pass.ts";

const COPY_SHADER = /* glsl */ `
uniform sampler2D picture;
in vec2 v_uv;
out vec4 colour;
void main() {
  colour = vec4(texture(picture, v_uv).rgb, 1.0);
}`;

export class TexturePixels {
  private readonly runner: PassRunner;
  private readonly copy = material(COPY_SHADER, { picture: { value: null } });

  constructor(private readonly three: WebGLRenderer) {
    this.runner = new PassRunner(three);
  }

  canvasOf(texture: Texture, { width, height }: { width: number; height: number }) {
    const target = new WebGLRenderTarget(width, height, { depthBuffer: false });
    if (this.copy.uniforms.picture) this.copy.uniforms.picture.value = texture;
    this.runner.fill(target, this.copy);
    const data = new Uint8ClampedArray(width * height * 4);
    this.three.readRenderTargetPixels(target, 0, 0, width, height, data);
    target.dispose();
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    canvas.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
    return canvas;
  }
}
