/**
 * The tracked camera picture on a sheet of paper: mirrored, cropped to the face, soft shadow.
 *
 * Shows the picture that was tracked, never a newer one, so that nothing worn on the face lags.
 */
import {
  type IUniform,
  LinearFilter,
  Mesh,
  RawShaderMaterial,
  Texture,
  Vector2,
  Vector4,
} from "three";
import { type Picture, pictureSize } from "../camera/picture.ts";
import type { Crop } from "./camera-crop.ts";
import { FLAT_VERTEX_SHADER, PREMULTIPLIED } from "./flat-material.ts";
import { LensedSquare } from "./lensed-square.ts";

/** Size units. */
const PAPER_EDGE = 12;
const SHADOW = 26;
const CORNER_SHARE = 0.04; // Of the shorter side.

/** What lies between the camera picture and whoever looks at it. */
export interface Lens {
  /** Defines `vec4 through_lens(sampler2D picture, vec2 at)`; at: 0..1 of it, unmirrored, v downwards. */
  shader: string;
  uniforms: Record<string, IUniform>;
}

/** Where in the picture a lens changes anything, in 0..1 of it, unmirrored; may reach beyond. */
export interface LensArea {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const NO_LENS = /* glsl */ `
vec4 through_lens(sampler2D picture, vec2 at) { return texture(picture, at); }`;

const fragmentShader = (lens: string): string => /* glsl */ `
precision highp float;
${lens}
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
  vec4 seen = through_lens(map, vec2(across, mirrored.y));
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
  private lens: RawShaderMaterial | null = null;
  private lensArea: LensArea | null = null;
  private readonly square = new LensedSquare();
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
    this.material = this.materialWith(NO_LENS, {});
    this.mesh = new Mesh(this.square.geometry, [this.material, this.material]);
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

  /** Shows the camera picture through a lens from now on, where it has an area. */
  lookThrough({ shader, uniforms }: Lens): void {
    this.lens?.dispose();
    this.lens = this.materialWith(shader, uniforms);
    this.mesh.material = [this.material, this.lens];
  }

  /** null: nowhere. */
  setLensArea(area: LensArea | null): void {
    this.lensArea = area;
    this.layOutLens();
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
    this.layOutLens();
  }

  /** Finds the lens's area on the mesh, which shows a mirrored part of the picture and its paper. */
  private layOutLens(): void {
    const { lensArea, uniforms } = this;
    const { half_size: half, outer_size: outer } = uniforms;
    const crop = uniforms.crop.value;
    const isMirrored = uniforms.is_mirrored.value === 1;
    const onMesh = (inPicture: number, axis: "x" | "y"): number => {
      const [from, length] = axis === "x" ? [crop.x, crop.z] : [crop.y, crop.w];
      const inCrop = (inPicture - from) / length;
      return 0.5 + ((inCrop - 0.5) * 2 * half.value[axis]) / outer.value[axis];
    };
    if (lensArea === null) {
      this.square.divide(0, 0, 0, 0);
      return;
    }
    const { left, top, right, bottom } = lensArea;
    const [from, to] = isMirrored ? [1 - right, 1 - left] : [left, right];
    this.square.divide(onMesh(from, "x"), onMesh(to, "x"), onMesh(top, "y"), onMesh(bottom, "y"));
  }

  private materialWith(lens: string, uniforms: Record<string, IUniform>): RawShaderMaterial {
    return new RawShaderMaterial({
      ...PREMULTIPLIED,
      vertexShader: FLAT_VERTEX_SHADER,
      fragmentShader: fragmentShader(lens),
      glslVersion: "300 es",
      uniforms: { ...this.uniforms, ...uniforms },
    });
  }

  dispose(): void {
    this.picture?.close();
    this.picture = null;
    this.texture.dispose();
    this.material.dispose();
    this.lens?.dispose();
    this.square.geometry.dispose();
  }
}

function isSameSize(one: Picture, other: Picture): boolean {
  const a = pictureSize(one);
  const b = pictureSize(other);
  return a.width === b.width && a.height === b.height;
}
