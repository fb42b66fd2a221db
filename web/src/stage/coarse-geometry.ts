/**
 * Coarser triangles for models that are seen small, where a processor draws and pays for each.
 *
 * Corners stay where they were, with their normals, so that what is left mirrors as it did.
 */
import { BufferAttribute, BufferGeometry, type TypedArray } from "three";

/**
 * How far the surface may lie off, in shares of a mesh's largest side. Coarser still, the ring's
 * wires would be gone.
 */
const ERRORS = [0.014, 0.01, 0.005] as const;
/** So many pixels of a picture that is drawn twice as fine as the stage are not seen. */
const ERROR_PX = 1.2;
/** From this size on, in pixels of a model's unit, chasing and wires are seen one by one. */
const WORKED_FROM_PX = 240;
const SLOPE_VARIANCE = 0.12;

export type Simplifier = typeof import("meshoptimizer/simplifier")["MeshoptSimplifier"];

/** One geometry, from coarse to fine. errorMax: in the model's units; 0 for the finest. */
export type Details = { geometry: BufferGeometry; errorMax: number }[];

/** Fetches what makes geometry coarser. */
export async function loadSimplifier(): Promise<Simplifier> {
  const { MeshoptSimplifier } = await import("meshoptimizer/simplifier");
  await MeshoptSimplifier.ready;
  return MeshoptSimplifier;
}

/** Returns the same in several details, sharing all but the triangles. unit: of it, in the model's. */
export function detailsOf(geometry: BufferGeometry, unit: number, simplifier: Simplifier): Details {
  const { index } = geometry;
  const position = geometry.getAttribute("position");
  const finest = { geometry, errorMax: 0 };
  if (index === null || position === undefined) return [finest];
  const points = new Float32Array(position.count * 3);
  for (let number = 0; number < position.count; number += 1) {
    points.set([position.getX(number), position.getY(number), position.getZ(number)], number * 3);
  }
  const corners = Uint32Array.from(index.array as TypedArray);
  const side = simplifier.getScale(points, 3) * unit;
  const coarser = ERRORS.map((error) => {
    const [fewer] = simplifier.simplify(corners, points, 3, 0, error);
    const coarse = new BufferGeometry();
    for (const [name, attribute] of Object.entries(geometry.attributes)) {
      coarse.setAttribute(name, attribute);
    }
    coarse.setIndex(new BufferAttribute(fewer, 1));
    return { geometry: coarse, errorMax: error * side };
  });
  return [...coarser, finest];
}

/** Returns the coarsest that cannot be told from the finest. unitPx: pixels of the model's unit. */
export function detailFor(details: Details, unitPx: number): BufferGeometry | null {
  const fitting = details.find(({ errorMax }) => errorMax * unitPx <= ERROR_PX);
  return fitting?.geometry ?? null;
}

/**
 * Returns how rough a surface looks whose chasing is finer than a pixel: its many slopes mirror many
 * parts of the room at once (the idea of Toksvig's, with one variance for all that is worked).
 */
export function roughnessSeen(roughness: number, unitPx: number): number {
  const lost = Math.max(0, 1 - unitPx / WORKED_FROM_PX);
  return Math.sqrt(roughness ** 2 + SLOPE_VARIANCE * lost);
}
