/** Drawing a whole picture with one fragment shader, into a target of its own size. */
import {
  BufferAttribute,
  BufferGeometry,
  Camera,
  DoubleSide,
  GLSL3,
  HalfFloatType,
  type IUniform,
  LinearFilter,
  Mesh,
  NoBlending,
  RawShaderMaterial,
  RGBAFormat,
  Scene,
  UnsignedByteType,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";

/** In pictures v grows downwards, in targets too: no pass turns anything upside down. */
const VERTEX_SHADER = /* glsl */ `
in vec3 position;
out vec2 v_uv;
void main() {
  v_uv = position.xy * 0.5 + 0.5;
  gl_Position = vec4(position.xy, 0.0, 1.0);
}`;

export type Uniforms = Record<string, IUniform>;

export function material(
  fragmentShader: string,
  uniforms: Uniforms,
  vertexShader = VERTEX_SHADER,
): RawShaderMaterial {
  return new RawShaderMaterial({
    vertexShader,
    fragmentShader: `precision highp float;\nprecision highp sampler2D;\n${fragmentShader}`,
    uniforms,
    glslVersion: GLSL3,
    side: DoubleSide,
    depthTest: false,
    depthWrite: false,
    blending: NoBlending,
  });
}

export class PassRunner {
  private readonly scene = new Scene();
  private readonly eye = new Camera();
  private readonly triangle: Mesh<BufferGeometry, RawShaderMaterial>;

  constructor(private readonly three: WebGLRenderer) {
    const geometry = new BufferGeometry();
    const corners = new Float32Array([-1, -1, 0, 3, -1, 0, -1, 3, 0]);
    geometry.setAttribute("position", new BufferAttribute(corners, 3));
    this.triangle = new Mesh(geometry);
    this.triangle.frustumCulled = false;
    this.scene.add(this.triangle);
  }

  /** Fills a target with a shader's colours. */
  fill(target: WebGLRenderTarget, with_: RawShaderMaterial): void {
    this.triangle.material = with_;
    this.draw(target, this.scene, false);
  }

  /** Draws a scene into a target that is emptied first. */
  drawMesh(target: WebGLRenderTarget, scene: Scene): void {
    this.draw(target, scene, true);
  }

  dispose(): void {
    this.triangle.geometry.dispose();
  }

  private draw(target: WebGLRenderTarget, scene: Scene, isEmptied: boolean): void {
    const { three } = this;
    const before = three.getRenderTarget();
    const didClear = three.autoClear;
    const alpha = three.getClearAlpha();
    three.autoClear = isEmptied;
    three.setClearAlpha(0);
    three.setRenderTarget(target);
    three.render(scene, this.eye);
    three.setRenderTarget(before);
    three.setClearAlpha(alpha);
    three.autoClear = didClear;
  }
}

/** A picture that passes draw into. isFine: of half floats, for what eight bits would band. */
export function target(width: number, height: number, isFine: boolean): WebGLRenderTarget {
  return new WebGLRenderTarget(width, height, {
    format: RGBAFormat,
    type: isFine ? HalfFloatType : UnsignedByteType,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
    generateMipmaps: false,
    depthBuffer: false,
  });
}
