/**
 * A square of side 1 about its middle, in nine cells, of which the middle one has a material of its
 * own: what is costly to draw is drawn only there.
 */
import { BufferAttribute, BufferGeometry, DynamicDrawUsage } from "three";

const LINES = 4; // Each way.
const MIDDLE_CELL = 4;

export class LensedSquare {
  /** Groups: material 0 around, 1 in the middle; v grows with y. */
  readonly geometry = new BufferGeometry();
  private readonly places = new BufferAttribute(new Float32Array(LINES * LINES * 3), 3);
  private readonly uvs = new BufferAttribute(new Float32Array(LINES * LINES * 2), 2);

  constructor() {
    this.places.setUsage(DynamicDrawUsage);
    this.uvs.setUsage(DynamicDrawUsage);
    this.geometry.setAttribute("position", this.places);
    this.geometry.setAttribute("uv", this.uvs);
    const cells = Array.from({ length: (LINES - 1) ** 2 }, (_, cell) => cell);
    const around = cells.filter((cell) => cell !== MIDDLE_CELL).flatMap(trianglesOf);
    const middle = trianglesOf(MIDDLE_CELL);
    this.geometry.setIndex([...around, ...middle]);
    this.geometry.addGroup(0, around.length, 0);
    this.geometry.addGroup(around.length, middle.length, 1);
    this.divide(0, 0, 0, 0);
  }

  /** Sets the bounds of the middle cell, in 0..1 of the square; it ends where the square does. */
  divide(left: number, right: number, top: number, bottom: number): void {
    const across = [0, inside(left), inside(right), 1];
    const down = [0, inside(top), inside(bottom), 1];
    down.forEach((v, row) => {
      across.forEach((u, column) => {
        this.places.setXYZ(row * LINES + column, u - 0.5, v - 0.5, 0);
        this.uvs.setXY(row * LINES + column, u, v);
      });
    });
    this.places.needsUpdate = true;
    this.uvs.needsUpdate = true;
  }
}

function inside(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function trianglesOf(cell: number): number[] {
  const corner = Math.floor(cell / (LINES - 1)) * LINES + (cell % (LINES - 1));
  const below = corner + LINES;
  return [corner, corner + 1, below + 1, corner, below + 1, below];
}
