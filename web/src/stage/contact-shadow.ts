/** The soft dark that an ornament lays on skin: without it silver floats. */
import { type BufferGeometry, Mesh, RawShaderMaterial, type Vector3, Vector4 } from "three";
import { PREMULTIPLIED, unitSquare } from "./flat-material.ts";

const VERTEX_SHADER = /* glsl */ `
uniform mat4 projectionMatrix;
uniform mat4 modelViewMatrix;
uniform vec4 bounds; // left, bottom, right, top of the camera picture on the stage
in vec3 position;
in vec2 uv;
out vec2 v_at;
out vec4 v_inside;
void main() {
  v_at = uv * 2.0 - 1.0;
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  v_inside = vec4(seen.xy - bounds.xy, bounds.zw - seen.xy);
  gl_Position = projectionMatrix * seen;
}`;

const FRAGMENT_SHADER = /* glsl */ `
precision mediump float;
uniform float opacity;
in vec2 v_at;
in vec4 v_inside;
out vec4 colour;
const vec3 DARK_SKIN_TONE = vec3(0.11, 0.06, 0.05);
void main() {
  float across = 1.0 - smoothstep(0.7, 1.0, abs(v_at.x));
  float along = max(0.0, 1.0 - v_at.y * v_at.y);
  vec2 gap = min(v_inside.xy, v_inside.zw);
  float alpha = opacity * across * along * along * step(0.0, min(gap.x, gap.y));
  colour = vec4(DARK_SKIN_TONE * alpha, alpha);
}`;

/** Shape, in natural sizes of the place; front: how far before its middle the skin lies. */
export interface ShadowShape {
  across: number;
  along: number;
  down: number;
  front: number;
  opacity: number;
}

export class ContactShadow {
  readonly mesh: Mesh<BufferGeometry, RawShaderMaterial>;

  constructor(private readonly shape: ShadowShape) {
    const material = new RawShaderMaterial({
      ...PREMULTIPLIED,
      depthTest: true, // Fingers before a wrist stay light.
      vertexShader: VERTEX_SHADER,
      fragmentShader: FRAGMENT_SHADER,
      glslVersion: "300 es",
      uniforms: { opacity: { value: 0 }, bounds: { value: new Vector4() } },
    });
    this.mesh = new Mesh(unitSquare(), material);
    this.mesh.frustumCulled = false;
  }

  /**
   * at: the place's middle, along: the limb's direction, size: CSS pixels of one natural size,
   * bounds: the camera picture; all in the stage's pixels, y up.
   */
  place(at: Vector3, along: Vector3, size: number, bounds: Vector4, opacity: number): void {
    const { shape, mesh } = this;
    const seen = Math.hypot(along.x, along.y);
    mesh.position.copy(at).addScaledVector(along, -shape.down * size);
    mesh.position.z = at.z + shape.front * size;
    mesh.rotation.z = Math.atan2(-along.x, along.y);
    mesh.scale.set(shape.across * size, shape.along * size * Math.max(seen, 0.5), 1);
    const { uniforms } = mesh.material;
    if (uniforms.opacity !== undefined) uniforms.opacity.value = shape.opacity * opacity;
    uniforms.bounds?.value.copy(bounds);
    mesh.visible = opacity > 0;
  }

  dispose(): void {
    this.mesh.removeFromParent();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
