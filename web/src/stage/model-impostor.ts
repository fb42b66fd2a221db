/**
 * A model as a picture of itself with its depths, drawn anew only as the model turns.
 *
 * Where a processor draws, a worn ornament would otherwise cost its thousands of triangles in every
 * picture, and still fall between pixels. Its picture (an impostor) may be drawn finer than the stage
 * and goes along with the hand meanwhile; its depths let fingers and cheeks hide it as ever.
 */
import {
  type Box3,
  type BufferGeometry,
  DepthTexture,
  type Group,
  Matrix4,
  Mesh,
  NearestFilter,
  OrthographicCamera,
  type Quaternion,
  RawShaderMaterial,
  type Scene,
  type Texture,
  Vector2,
  Vector3,
  Vector4,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";
import { PREMULTIPLIED, unitSquare } from "./flat-material.ts";
import type { ModelCopy } from "./model-library.ts";
import type { ModelSpot } from "./shown-model.ts";

/**
 * Pixels of the picture to one of the stage, each way: what is finer than a pixel is averaged. Small
 * pictures need it most; a near hand's are large, and each pixel of metal costs half a microsecond.
 */
const FINER = { min: 1.25, max: 2 };
const PICTURE_PIXELS = 12_000;
const SIDE_PX_MAX = 1024;
/** Pictures grow in such steps, so that a hand that comes nearer does not make a new one each time. */
const SIDE_STEP_PX = 64;
/** A turn in the plane of the stage is followed; wrong is only where the light then comes from. */
const TWISTED_LIGHT_SHARE = 0.15;
/** What a change of the light counts like, in pixels: 0.1 is just seen. */
const PX_PER_LIGHT = 10;
/** Around the picture, so that its edges are not cut, in shares of its size. */
const MARGIN = 0.02;
const AHEAD = new Vector3(0, 0, 1);
const NOWHERE = new Vector3();
const NO_BOUNDS = new Vector4(-1e6, -1e6, 1e6, 1e6);

const VERTEX_SHADER = /* glsl */ `
uniform mat4 projectionMatrix;
uniform mat4 modelViewMatrix;
uniform vec2 share; // of the texture that the picture takes
in vec3 position;
in vec2 uv;
out vec2 v_uv;
out vec3 v_seen;
void main() {
  v_uv = uv * share;
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  v_seen = seen.xyz;
  gl_Position = projectionMatrix * seen;
}`;

const FRAGMENT_SHADER = /* glsl */ `
precision highp float;
precision highp sampler2D;
uniform mat4 projectionMatrix;
uniform sampler2D picture;
uniform sampler2D depths;
uniform float opacity;
uniform float deep; // from the picture's nearest to its farthest, in pixels of the stage
uniform vec4 bounds; // left, bottom, right, top
in vec2 v_uv;
in vec3 v_seen;
out vec4 colour;
const float ALPHA_MIN = 0.02;
void main() {
  colour = texture(picture, v_uv) * opacity;
  vec2 gap = min(v_seen.xy - bounds.xy, bounds.zw - v_seen.xy);
  if (colour.a < ALPHA_MIN || min(gap.x, gap.y) < 0.0) discard;
  // The nearest of the four that the colour is mixed of, or edges would lie behind all.
  vec2 size = vec2(textureSize(depths, 0));
  ivec2 corner = ivec2(floor(v_uv * size - 0.5));
  ivec2 last = ivec2(size) - 1;
  float depth = 1.0;
  for (int at = 0; at < 4; at++) {
    ivec2 texel = clamp(corner + ivec2(at & 1, at >> 1), ivec2(0), last);
    depth = min(depth, texelFetch(depths, texel, 0).r);
  }
  float z = v_seen.z - depth * deep;
  gl_FragDepth = (projectionMatrix[2][2] * z + projectionMatrix[3][2]) * 0.5 + 0.5;
}`;

/** What the light on models is like, by numbers of about 1. */
export type ModelLight = readonly number[];

/** How a picture was drawn. min, max: what it shows, in pixels of the stage from its own origin. */
interface Drawn {
  spot: ModelSpot;
  pixelRatio: number;
  light: ModelLight;
  min: Vector3;
  max: Vector3;
}

export class ModelImpostor {
  readonly mesh: Mesh<BufferGeometry, RawShaderMaterial>;
  private readonly uniforms;
  private readonly eye = new OrthographicCamera();
  private target: WebGLRenderTarget | null = null;
  private drawn: Drawn | null = null;
  private spot: ModelSpot | null = null;

  /** model: holds the copy in a scene of its own. bounds: of what may be shown; null for all. */
  constructor(
    private readonly copy: ModelCopy,
    private readonly model: Group,
    bounds: Vector4 | null,
  ) {
    this.uniforms = {
      picture: { value: null as Texture | null },
      depths: { value: null as Texture | null },
      share: { value: new Vector2(1, 1) },
      opacity: { value: 1 },
      deep: { value: 1 },
      bounds: { value: bounds ?? NO_BOUNDS },
    };
    const material = new RawShaderMaterial({
      ...PREMULTIPLIED,
      depthTest: true,
      depthWrite: true,
      vertexShader: VERTEX_SHADER,
      fragmentShader: FRAGMENT_SHADER,
      glslVersion: "300 es",
      uniforms: this.uniforms,
    });
    this.mesh = new Mesh(unitSquare(), material);
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
  }

  /** Lets it be seen from the next `place` on. */
  show(spot: ModelSpot, opacity: number, order: number): void {
    this.spot = spot;
    this.uniforms.opacity.value = opacity;
    this.mesh.renderOrder = order;
  }

  hide(): void {
    this.spot = null;
    this.mesh.visible = false;
  }

  /** Returns about how many pixels of the stage the picture is wrong by; 0 while it is hidden. */
  staleness(light: ModelLight, pixelRatio: number): number {
    const { drawn, spot } = this;
    if (spot === null) return 0;
    if (drawn === null || drawn.pixelRatio !== pixelRatio || drawn.spot.mirror !== spot.mirror) {
      return Number.POSITIVE_INFINITY;
    }
    const { twist, away } = turnsBetween(drawn.spot.turn, spot.turn);
    const grown = Math.abs(Math.log(spot.scale / drawn.spot.scale));
    const { box } = this.copy;
    const radiusPx = (box.min.distanceTo(box.max) / 2) * spot.scale * pixelRatio;
    const brighter = light.map((value, at) => Math.abs(value - (drawn.light[at] ?? 0)));
    return (
      (away + Math.abs(twist) * TWISTED_LIGHT_SHARE + grown) * radiusPx +
      Math.max(...brighter) * PX_PER_LIGHT
    );
  }

  /** Draws the picture anew. studio: where the model and its light stand. */
  draw(renderer: WebGLRenderer, studio: Scene, light: ModelLight, pixelRatio: number): void {
    const { copy, model, eye, spot } = this;
    if (spot === null) return;
    const { min, max } = this.extent(spot);
    const [across, upright] = [max.x - min.x, max.y - min.y];
    const ratio = pictureRatio(across, upright, pixelRatio);
    const [width, height] = [Math.ceil(across * ratio), Math.ceil(upright * ratio)];
    const target = this.targetOf(width, height);
    target.viewport.set(0, 0, width, height);
    target.scissorTest = false;
    this.uniforms.share.value.set(width / target.width, height / target.height);
    copy.setDetail(spot.scale * ratio);
    model.position.set(0, 0, 0);
    Object.assign(eye, { left: min.x, right: max.x, bottom: min.y, top: max.y });
    Object.assign(eye, { near: 0, far: max.z - min.z });
    eye.position.z = max.z;
    eye.updateProjectionMatrix();
    model.visible = true;
    const alphaBefore = renderer.getClearAlpha();
    renderer.setClearAlpha(0);
    renderer.setRenderTarget(target);
    renderer.render(studio, eye);
    renderer.setRenderTarget(null);
    renderer.setClearAlpha(alphaBefore);
    model.visible = false;
    this.drawn = { spot, pixelRatio, light, min, max };
  }

  /** Lays the picture where the model is now. */
  place(): void {
    const { mesh, drawn, spot, uniforms } = this;
    mesh.visible = spot !== null && drawn !== null;
    if (spot === null || drawn === null) return;
    const { min, max } = drawn;
    const grown = spot.scale / drawn.spot.scale;
    const { twist } = turnsBetween(drawn.spot.turn, spot.turn);
    const nearest = new Vector3((min.x + max.x) / 2, (min.y + max.y) / 2, max.z);
    mesh.position.copy(nearest.multiplyScalar(grown)).applyAxisAngle(AHEAD, twist).add(spot.at);
    mesh.rotation.z = twist;
    mesh.scale.set((max.x - min.x) * grown, (max.y - min.y) * grown, 1);
    uniforms.deep.value = (max.z - min.z) * grown;
  }

  /** Forgets the picture: a lost WebGL context has it no more. */
  forget(): void {
    this.drawn = null;
    this.mesh.visible = false;
  }

  dispose(): void {
    this.mesh.removeFromParent();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.disposeTarget();
  }

  /** Returns what it takes up as it is turned, in pixels of the stage from its own origin. */
  private extent({ turn, scale, mirror }: ModelSpot): Box3 {
    const size = new Vector3(scale * mirror, scale, scale);
    const turned = this.copy.box.clone().applyMatrix4(new Matrix4().compose(NOWHERE, turn, size));
    return turned.expandByVector(turned.getSize(new Vector3()).multiplyScalar(MARGIN));
  }

  private targetOf(width: number, height: number): WebGLRenderTarget {
    const { target } = this;
    const [wide, high] = [stepped(width), stepped(height)];
    if (target !== null && target.width >= width && target.height >= height) {
      if (target.width <= 2 * wide && target.height <= 2 * high) return target;
    }
    this.disposeTarget();
    const depthTexture = new DepthTexture(wide, high);
    depthTexture.minFilter = NearestFilter;
    depthTexture.magFilter = NearestFilter;
    this.target = new WebGLRenderTarget(wide, high, { depthTexture, generateMipmaps: false });
    this.uniforms.picture.value = this.target.texture;
    this.uniforms.depths.value = depthTexture;
    return this.target;
  }

  private disposeTarget(): void {
    this.target?.depthTexture?.dispose();
    this.target?.dispose();
    this.target = null;
  }
}

/** Returns a picture's pixels per CSS pixel. across, upright: its size in CSS pixels. */
function pictureRatio(across: number, upright: number, pixelRatio: number): number {
  const wanted = Math.sqrt(PICTURE_PIXELS / (across * upright)) / pixelRatio;
  const finer = Math.min(FINER.max, Math.max(FINER.min, wanted));
  return Math.min(finer * pixelRatio, SIDE_PX_MAX / Math.max(across, upright));
}

function stepped(sidePx: number): number {
  return Math.ceil(sidePx / SIDE_STEP_PX) * SIDE_STEP_PX;
}

/** Returns a turn's parts in radians: about the line of sight, and away from that. */
function turnsBetween(from: Quaternion, to: Quaternion): { twist: number; away: number } {
  const turn = to.clone().multiply(from.clone().invert());
  const twist = 2 * Math.atan2(turn.z, turn.w);
  const away = 2 * Math.acos(Math.min(1, Math.hypot(turn.z, turn.w)));
  return { twist: Math.atan2(Math.sin(twist), Math.cos(twist)), away };
}
