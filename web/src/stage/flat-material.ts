/**
 * The one way in which pictures are drawn: a texture, premultiplied, times an opacity.
 *
 * three's own materials would convert colours and multiply twice; the art is meant to look as the
 * SVG does.
 */
import {
  AddEquation,
  BufferAttribute,
  BufferGeometry,
  CustomBlending,
  DoubleSide,
  NoBlending,
  OneFactor,
  OneMinusSrcAlphaFactor,
  RawShaderMaterial,
  type Texture,
} from "three";

export const FLAT_VERTEX_SHADER = /* glsl */ `
uniform mat4 projectionMatrix;
uniform mat4 modelViewMatrix;
in vec3 position;
in vec2 uv;
out vec2 v_uv;
void main() {
  v_uv = uv;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`;

const FLAT_FRAGMENT_SHADER = /* glsl */ `
precision mediump float;
uniform sampler2D map;
uniform float opacity;
in vec2 v_uv;
out vec4 colour;
void main() {
  colour = texture(map, v_uv) * opacity;
}`;

/** A square of side 1 about its middle; y grows downwards on the stage, and so does v. */
export function unitSquare(): BufferGeometry {
  const geometry = new BufferGeometry();
  const corners = new Float32Array([-0.5, -0.5, 0, 0.5, -0.5, 0, 0.5, 0.5, 0, -0.5, 0.5, 0]);
  geometry.setAttribute("position", new BufferAttribute(corners, 3));
  geometry.setAttribute("uv", new BufferAttribute(new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]), 2));
  geometry.setIndex([0, 1, 2, 0, 2, 3]);
  return geometry;
}

/** Blending of colours that carry their alpha already. */
export const PREMULTIPLIED = {
  transparent: true,
  depthTest: false,
  depthWrite: false,
  side: DoubleSide, // Flipped pictures show their back.
  blending: CustomBlending,
  blendEquation: AddEquation,
  blendSrc: OneFactor,
  blendDst: OneMinusSrcAlphaFactor,
} as const;

export interface FlatMaterial extends RawShaderMaterial {
  uniforms: { map: { value: Texture | null }; opacity: { value: number } };
}

export function flatMaterial(): FlatMaterial {
  return new RawShaderMaterial({
    ...PREMULTIPLIED,
    vertexShader: FLAT_VERTEX_SHADER,
    fragmentShader: FLAT_FRAGMENT_SHADER,
    glslVersion: "300 es",
    uniforms: { map: { value: null }, opacity: { value: 1 } },
  }) as FlatMaterial;
}

/** The same without blending, for what covers all behind it. */
export function opaqueMaterial(): FlatMaterial {
  const material = flatMaterial();
  material.transparent = false;
  material.blending = NoBlending;
  return material;
}
