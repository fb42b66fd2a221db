/**
 * The tracked camera picture on a sheet of paper: mirrored, cropped to the face, soft shadow.
 *
 * Shows the picture that was tracked, never a newer one, so that nothing worn on the face lags.
 */
import { LinearFilter, Mesh, RawShaderMaterial, Texture, Vector2, Vector4 } from "three";
import { type Picture, pictureSize } from "../camera/picture.ts";
import type { Crop } from "./camera-crop.ts";
import { FLAT_VERTEX_SHADER, PREMULTIPLIED, unitSquare } from "./flat-material.ts";

/** Size units. */
const PAPER_EDGE = 12;
const SHADOW = 26;
const CORNER_SHARE = 0.04; // Of the shorter side.

const FRAGMENT_SHADER = /* glsl */ `
precision highp float;
uniform sampler2D map;
uniform vec4 crop; // left, top, width, height in 0..1 of the mirrored picture
uniform vec2 half_size; // of the picture, in CSS pixels
uniform vec2 outer_size; // of the whole square, in CSS pixels
uniform float corner;
uniform float edge;
uniform float shadow;
uniform float opacity;
uniform float has_picture;
uniform float is_mirrored;
in vec2 v_uv;
out vec4 colour;

const vec3 PAPER = vec3(1.0, 0.961, 0.894);
const vec3 INK = vec3(0.114, 0.141, 0.2);

float outside_of(vec2 at, vec2 half_box, float radius) {
  vec2 gap = abs(at) - half_box + radius;
  return length(max(gap, 0.0)) + min(max(gap.x, gap.y), 0.0) - radius;
}

void main() {
  vec2 at = (v_uv - 0.5) * outer_size;
  float from_picture = outside_of(at, half_size, corner);
  float from_paper = from_picture - edge;
  vec2 in_crop = at / (2.0 * half_size) + 0.5;
  vec2 mirrored = crop.xy + in_crop * crop.zw;
  // The one place where the picture is mirrored for the player.
  float across = mix(mirrored.x, 1.0 - mirrored.x, is_mirrored);
  vec4 seen = texture(map, vec2(across, mirrored.y));
  vec3 inside = mix(INK, seen.rgb + INK * (1.0 - seen.a), has_picture);
  vec3 sheet = mix(inside, PAPER, clamp(from_picture + 0.5, 0.0, 1.0));
  float sheet_alpha = clamp(0.5 - from_paper, 0.0, 1.0);
  float shade = clamp(1.0 - from_paper / shadow, 0.0, 1.0);
  float shade_alpha = 0.28 * shade * shade;
  vec3 premultiplied = sheet * sheet_alpha + INK * shade_alpha * (1.0 - sheet_alpha);
  colour = vec4(premultiplied, sheet_alpha + shade_alpha * (1.0 - sheet_alpha)) * opacity;
}`;

export class CameraView {
  readonly mesh: Mesh;
  private readonly material: RawShaderMaterial;
  private readonly texture = new Texture();
  private readonly uniforms = {
    map: { value: this.texture as Texture },
    crop: { value: new Vector4(0, 0, 1, 1) },
    half_size: { value: new Vector2() },
    outer_size: { value: new Vector2() },
    corner: { value: 0 },
    edge: { value: 0 },
    shadow: { value: 0 },
    opacity: { value: 1 },
    has_picture: { value: 0 },
    is_mirrored: { value: 1 },
  };
  private picture: Picture | null = null;
  private drawingAspect = 4 / 3;

  constructor() {
    this.texture.flipY = false;
    this.texture.generateMipmaps = false;
    this.texture.minFilter = LinearFilter;
    this.texture.magFilter = LinearFilter;
    this.material = new RawShaderMaterial({
      ...PREMULTIPLIED,
      vertexShader: FLAT_VERTEX_SHADER,
      fragmentShader: FRAGMENT_SHADER,
      glslVersion: "300 es",
      uniforms: this.uniforms,
    });
    this.mesh = new Mesh(unitSquare(), this.material);
    this.mesh.frustumCulled = false;
  }

  /** Takes a picture over and shows it from the next drawing on. */
  setPicture(picture: Picture): void {
    const before = this.picture;
    const isNewSize = before === null || !isSameSize(before, picture);
    if (isNewSize) this.texture.dispose(); // Its storage on the GPU has the old size.
    this.picture = picture;
    this.texture.image = picture;
    this.texture.needsUpdate = true;
    this.uniforms.map.value = this.texture;
    this.uniforms.has_picture.value = 1;
    this.uniforms.is_mirrored.value = 1;
    // The newest picture stays open: a lost WebGL context wants it again.
    before?.close();
  }

  /** Shows a drawing in the place of a camera picture, never mirrored; null until it is drawn. */
  setDrawing(drawing: Texture | null, aspect: number): void {
    this.drawingAspect = aspect;
    if (this.picture !== null || drawing === null) return;
    this.uniforms.map.value = drawing;
    this.uniforms.has_picture.value = 1;
    this.uniforms.is_mirrored.value = 0;
  }

  /** The camera picture as a texture, v downwards and unmirrored; null before the first. */
  get tracked(): { texture: Texture; size: { width: number; height: number } } | null {
    return this.picture && { texture: this.texture, size: pictureSize(this.picture) };
  }

  /** Shows a changed copy of the camera picture, until the next one is set. */
  showAs(changed: Texture): void {
    this.uniforms.map.value = changed;
  }

  /** The camera picture that is shown, or null before the first. */
  get shown(): Picture | null {
    return this.picture;
  }

  /** Width / height of the picture. */
  get pictureAspect(): number {
    if (this.picture === null) return this.drawingAspect;
    const { width, height } = pictureSize(this.picture);
    return width / height;
  }

  /** Sets size (CSS pixels), unit (CSS pixels of a size unit), crop and opacity. */
  place(widthPx: number, heightPx: number, unitPx: number, crop: Crop, opacity: number): void {
    const margin = 2 * (PAPER_EDGE + SHADOW) * unitPx;
    this.mesh.scale.set(widthPx + margin, heightPx + margin, 1);
    const { uniforms } = this;
    uniforms.half_size.value.set(widthPx / 2, heightPx / 2);
    uniforms.outer_size.value.set(widthPx + margin, heightPx + margin);
    uniforms.crop.value.set(crop.left, crop.top, crop.width, crop.height);
    uniforms.corner.value = CORNER_SHARE * Math.min(widthPx, heightPx);
    uniforms.edge.value = PAPER_EDGE * unitPx;
    uniforms.shadow.value = SHADOW * unitPx;
    uniforms.opacity.value = opacity;
  }

  dispose(): void {
    this.picture?.close();
    this.picture = null;
    this.texture.dispose();
    this.material.dispose();
    this.mesh.geometry.dispose();
  }
}

function isSameSize(one: Picture, other: Picture): boolean {
  const a = pictureSize(one);
  const b = pictureSize(other);
  return a.width === b.width && a.height === b.height;
}
