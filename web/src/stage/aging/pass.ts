/** Drawing a whole picture with one fragment shader, into a target of its own size. */
import {
  BufferAttribute,
  BufferGeometry,
  Camera,
  Color,
  DoubleSide,
  GLSL3,
  type IUniform,
  LinearFilter,
  Mesh,
  NoBlending,
  RawShaderMaterial,
  RGBAFormat,
  Scene,
  type TextureDataType,
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
  defines: Record<string, string> = {},
): RawShaderMaterial {
  return new RawShaderMaterial({
    defines,
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

/** What a target shows where nothing is drawn. */
export interface Ground {
  colour: Color;
  alpha: number;
}

const NOTHING: Ground = { colour: new Color(0, 0, 0), alpha: 0 };

export class PassRunner {
  private readonly scene = new Scene();
  private readonly eye = new Camera();
  private readonly filled: Mesh<BufferGeometry, RawShaderMaterial>;

  private readonly whole = new BufferGeometry();
  private readonly groundBefore = new Color();

  constructor(private readonly three: WebGLRenderer) {
    const corners = new Float32Array([-1, -1, 0, 3, -1, 0, -1, 3, 0]);
    this.whole.setAttribute("position", new BufferAttribute(corners, 3));
    this.filled = new Mesh(this.whole);
    this.filled.frustumCulled = false;
    this.scene.add(this.filled);
  }

  /** Fills a target with a shader's colours. */
  fill(target: WebGLRenderTarget, with_: RawShaderMaterial): void {
    this.filled.geometry = this.whole;
    this.filled.material = with_;
    this.draw(target, this.scene, null);
  }

  /** Fills a part of a target (from -1 to 1 both ways), and all else with one colour. */
  fillPart(
    target: WebGLRenderTarget,
    with_: RawShaderMaterial,
    part: BufferGeometry,
    ground = NOTHING,
  ): void {
    this.filled.geometry = part;
    this.filled.material = with_;
    this.draw(target, this.scene, ground);
  }

  /** Draws a scene into a target that is emptied first. */
  drawMesh(target: WebGLRenderTarget, scene: Scene): void {
    this.draw(target, scene, NOTHING);
  }

  dispose(): void {
    this.whole.dispose();
  }

  private draw(target: WebGLRenderTarget, scene: Scene, ground: Ground | null): void {
    const { three, groundBefore } = this;
    const before = three.getRenderTarget();
    const didClear = three.autoClear;
    const alpha = three.getClearAlpha();
    three.getClearColor(groundBefore);
    three.autoClear = ground !== null;
    if (ground !== null) three.setClearColor(ground.colour, ground.alpha);
    three.setRenderTarget(target);
    three.render(scene, this.eye);
    three.setRenderTarget(before);
    three.setClearColor(groundBefore, alpha);
    three.autoClear = didClear;
  }
}

/** A picture that passes draw into. */
export function target(
  width: number,
  height: number,
  type: TextureDataType = UnsignedByteType,
): WebGLRenderTarget {
  return new WebGLRenderTarget(width, height, {
    format: RGBAFormat,
    type,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
    generateMipmaps: false,
    depthBuffer: false,
  });
}
