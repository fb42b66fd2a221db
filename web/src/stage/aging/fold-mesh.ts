/** All folds of a face as ribbons, for the map of lines. */
import {
  AddEquation,
  BufferAttribute,
  BufferGeometry,
  CustomBlending,
  DynamicDrawUsage,
  Mesh,
  OneFactor,
  Scene,
} from "three";
import { normals } from "./curve.ts";
import { pointOf } from "./face-frame.ts";
import { type Fold, foldsOf, POINTS } from "./folds.ts";
import { ANCHORS } from "./landmarks.ts";
import { material } from "./pass.ts";
import { LINE_FRAGMENT_SHADER, LINE_VERTEX_SHADER, RIBBON_SIGMAS } from "./shaders/lines.ts";

const STRIDE = 4;
const CORNERS = POINTS * 2;
/** From its onset a fold grows to its depth over so much of old age. */
const GROWTH = 0.75;
/** Texels (in face widths) from which lines are drawn fainter, and faintest. */
const COARSE = { from: 1 / 200, to: 1 / 60 } as const;
/** A half of the face that is narrower than this (in face widths, nose tip to edge) turns away ... */
const TURNED = { from: 0.36, to: 0.2 } as const;

export class FoldMesh {
  readonly scene = new Scene();
  private folds: Fold[] = [];
  private readonly geometry = new BufferGeometry();
  private corners = attribute(0);
  private facings = attribute(0);
  private readonly shader = material(LINE_FRAGMENT_SHADER, {}, LINE_VERTEX_SHADER);

  constructor() {
    Object.assign(this.shader, {
      transparent: true,
      blending: CustomBlending,
      blendEquation: AddEquation,
      blendSrc: OneFactor,
      blendDst: OneFactor,
    });
    const mesh = new Mesh(this.geometry, this.shader);
    mesh.frustumCulled = false;
    this.scene.add(mesh);
  }

  /** Draws the folds of another person from now on. */
  setSeed(seed: number): void {
    this.folds = foldsOf(seed);
    const count = this.folds.length * CORNERS;
    this.corners = attribute(count);
    this.facings = attribute(count);
    this.geometry.dispose(); // Buffers on the GPU keep their size.
    this.geometry.setAttribute("corner", this.corners);
    this.geometry.setAttribute("facing", this.facings);
    this.geometry.setIndex(strips(this.folds.length));
  }

  /**
   * Takes on a face's shape.
   *
   * old: the amount of old age. texel: of the map or of the camera picture, whichever is coarser, in
   * face widths.
   */
  update(shape: Float32Array, old: number, texel: number): void {
    // What a camera blurs on a small face must not be drawn harder than the rest of it.
    const strength = 1 - 0.5 * smoothstep(COARSE.from, COARSE.to, texel);
    let place = 0;
    for (const [number, fold] of this.folds.entries()) {
      const grown =
        strength * fold.depth * smoothstep(0, GROWTH, old - fold.onset) * facing(shape, fold.side);
      // A line finer than the map's texels would break up: broader then, and fainter for it.
      const width = Math.max(fold.width, 0.75 * texel);
      const depth = grown * (fold.width / width);
      const curve = fold.course(shape);
      const normal = normals(curve);
      curve.forEach(({ x, y }, index) => {
        const { x: nx, y: ny } = normal[index] ?? { x: 0, y: 1 };
        const taper = Math.sin((Math.PI * (index + 0.3)) / (POINTS - 0.4)) ** 0.7;
        // No fold is equally deep all along.
        const uneven = fold.isBroad ? 1 : 0.76 + 0.24 * Math.sin(2.4 * number + 0.55 * index);
        const reach = width * RIBBON_SIGMAS * (0.55 + 0.45 * taper);
        for (const side of [-1, 1]) {
          const deep = depth * taper * uneven;
          const corner = [x + nx * reach * side, y + ny * reach * side, side, deep];
          this.corners.array.set(corner, place);
          this.facings.array.set([nx, ny, fold.isBroad ? 1 : 0, 0], place);
          place += STRIDE;
        }
      });
    }
    this.corners.needsUpdate = true;
    this.facings.needsUpdate = true;
  }

  dispose(): void {
    this.geometry.dispose();
    this.shader.dispose();
  }
}

function attribute(count: number): BufferAttribute {
  const made = new BufferAttribute(new Float32Array(count * STRIDE), STRIDE);
  made.setUsage(DynamicDrawUsage);
  return made;
}

function strips(count: number): number[] {
  const index: number[] = [];
  for (let fold = 0; fold < count; fold += 1) {
    for (let place = 0; place < POINTS - 1; place += 1) {
      const first = fold * CORNERS + place * 2;
      index.push(first, first + 1, first + 2, first + 1, first + 3, first + 2);
    }
  }
  return index;
}

/** How much of a side's folds is seen: a side that turns away loses them before they smear. */
function facing(shape: Float32Array, side: -1 | 0 | 1): number {
  if (side === 0) return 1;
  const nose = pointOf(shape, ANCHORS.nose_tip);
  const edge = pointOf(shape, side < 0 ? ANCHORS.left_edge : ANCHORS.right_edge);
  return smoothstep(TURNED.to, TURNED.from, side * (edge.x - nose.x));
}

function smoothstep(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
