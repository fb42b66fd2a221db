/**
 * Coarser triangles for models that are seen small, where a processor draws and pays for each.
 *
 * Points that lie close are made one, whatever belongs to what: unlike a simplification that keeps
 * the shape, it leaves hair-thin wires standing as a surface that is as bright as they are together.
 */
import { BufferAttribute, BufferGeometry, type Material, type TypedArray } from "three";

/** So much of the triangles stays: at 60 pixels no difference was seen, at a quarter of the time. */
const TRIANGLES_KEPT = 0.15;
/** From this size on, in device pixels of a model's unit, the finest is drawn. */
export const FINE_FROM_PX = 120;
/** Corners that were rounded off are not mirrored as sharply. */
export const COARSE_ROUGHNESS_MIN = 0.36;
const ANY_ERROR = 1;
/** A wire thinner than a pixel falls between two of them: it is thickened by this much each way. */
export const THICKER_PX = 0.5;

export type Simplifier = typeof import("meshoptimizer/simplifier")["MeshoptSimplifier"];

/** Fetches what makes geometry coarser. */
export async function loadSimplifier(): Promise<Simplifier> {
  const { MeshoptSimplifier } = await import("meshoptimizer/simplifier");
  await MeshoptSimplifier.ready;
  return MeshoptSimplifier;
}

/** Returns the same with fewer triangles; everything else is shared. */
export function coarseGeometry(geometry: BufferGeometry, simplifier: Simplifier): BufferGeometry {
  const { index } = geometry;
  const position = geometry.getAttribute("position");
  if (index === null || position === undefined) return geometry;
  const points = new Float32Array(position.count * 3);
  for (let number = 0; number < position.count; number += 1) {
    points.set([position.getX(number), position.getY(number), position.getZ(number)], number * 3);
  }
  const corners = Uint32Array.from(index.array as TypedArray);
  const wanted = Math.ceil((corners.length / 3) * TRIANGLES_KEPT) * 3;
  const [fewer] = simplifier.simplifySloppy(corners, points, 3, null, wanted, ANY_ERROR);
  const coarse = new BufferGeometry();
  for (const [name, attribute] of Object.entries(geometry.attributes)) {
    coarse.setAttribute(name, attribute);
  }
  return coarse.setIndex(new BufferAttribute(fewer, 1));
}

/** Lets a material push its surface out by `value` pixels of the stage. */
export function thicken(material: Material, thicker: { value: number }): void {
  material.onBeforeCompile = (shader) => {
    shader.uniforms.thicker = thicker;
    shader.vertexShader = `uniform float thicker;\n${shader.vertexShader}`.replace(
      "#include <project_vertex>",
      `#include <project_vertex>
      mvPosition.xyz += normalize(transformedNormal) * thicker;
      gl_Position = projectionMatrix * mvPosition;`,
    );
  };
}
