/** The parts of a face as soft-edged polygons in its frame, for the feature masks. */
import {
  BufferAttribute,
  BufferGeometry,
  CustomBlending,
  DynamicDrawUsage,
  MaxEquation,
  Mesh,
  OneFactor,
  Scene,
} from "three";
import { between, type Point, pointOf } from "./face-frame.ts";
import { HAND_BONES, OUTLINES } from "./landmarks.ts";
import { material } from "./pass.ts";
import { FEATURE_FRAGMENT_SHADER, FEATURE_VERTEX_SHADER } from "./shaders/features.ts";
import { share } from "./share.ts";

interface Part {
  outline: readonly number[];
  /** Which of the eight channels of the two masks. */
  channel: number;
  /** How far beyond its landmarks it reaches, and half its soft edge, in face widths. */
  grow: number;
  soft: number;
  /** How much of it is gone where an eye is shut. */
  shuts?: number;
}

const PARTS: readonly Part[] = [
  { outline: OUTLINES.oval, channel: 0, grow: -0.012, soft: 0.025 },
  { outline: OUTLINES.left_eye, channel: 1, grow: 0.012, soft: 0.014, shuts: 0.6 },
  { outline: OUTLINES.right_eye, channel: 1, grow: 0.012, soft: 0.014, shuts: 0.6 },
  { outline: OUTLINES.left_brow, channel: 2, grow: 0.024, soft: 0.02 },
  { outline: OUTLINES.right_brow, channel: 2, grow: 0.024, soft: 0.02 },
  { outline: OUTLINES.lips, channel: 3, grow: 0.002, soft: 0.01 },
  { outline: OUTLINES.mouth, channel: 4, grow: 0, soft: 0.006 },
  { outline: OUTLINES.left_eye, channel: 5, grow: 0.035, soft: 0.022 },
  { outline: OUTLINES.right_eye, channel: 5, grow: 0.035, soft: 0.022 },
  { outline: OUTLINES.left_eye, channel: 6, grow: -0.002, soft: 0.006, shuts: 1 },
  { outline: OUTLINES.right_eye, channel: 6, grow: -0.002, soft: 0.006, shuts: 1 },
];

/** Of an eyeball nothing is seen where lids are so near, in widths of the eye, and all where so far. */
const LIDS_APART = { shut: 0.12, open: 0.22 } as const;
/** Which points of an eye's outline are its corners, and the middles of its lids. */
const EYE_POINTS = { corners: [0, 8], lids: [4, 12] } as const;

/** Hands before the face, which stay what they are. */
const HANDS_MAX = 2;
const HAND_CHANNEL = 7;
/** Half a finger's breadth, in lengths of the palm, and half a hand's soft edge, in face widths. */
const FINGER = 0.16;
const HAND_SOFT = 0.02;
const BONE_CORNERS = 4;

const ORIGIN: Point = { x: 0, y: 0 };

/** Floats of a corner: x, y, channel, cover. */
const STRIDE = 4;

/** How many points the outline of each polygon has. */
const OUTLINED = [
  ...PARTS.map(({ outline }) => outline.length),
  ...Array.from({ length: HANDS_MAX * HAND_BONES.length }, () => BONE_CORNERS),
];

export class FeatureMesh {
  readonly scene = new Scene();
  private readonly corners: BufferAttribute;
  private readonly geometry = new BufferGeometry();
  private readonly shader = material(FEATURE_FRAGMENT_SHADER, {}, FEATURE_VERTEX_SHADER);

  constructor() {
    const count = OUTLINED.reduce((sum, points) => sum + 2 * points + 1, 0);
    this.corners = new BufferAttribute(new Float32Array(count * STRIDE), STRIDE);
    this.corners.setUsage(DynamicDrawUsage);
    this.geometry.setAttribute("corner", this.corners);
    this.geometry.setIndex(triangles());
    Object.assign(this.shader, {
      transparent: true,
      blending: CustomBlending,
      blendEquation: MaxEquation,
      blendSrc: OneFactor,
      blendDst: OneFactor,
    });
    const mesh = new Mesh(this.geometry, this.shader);
    mesh.frustumCulled = false;
    this.scene.add(mesh);
  }

  /** Takes on the shape of a face (see shapeIn). hands: 21 places of each, in the face's frame. */
  update(shape: Float32Array, hands: readonly (readonly Point[])[]): void {
    let place = 0;
    const put = ({ x, y }: Point, channel: number, cover: number): void => {
      this.corners.array.set([x, y, channel, cover], place);
      place += STRIDE;
    };
    const outlined = (
      points: readonly Point[],
      channel: number,
      grow: number,
      soft: number,
      cover = 1,
    ) => {
      const normals = outwardNormals(points);
      const shifted = (by: number): Point[] =>
        points.map(({ x, y }, index) => {
          const normal = normals[index] ?? { x: 0, y: 0 };
          return { x: x + normal.x * by, y: y + normal.y * by };
        });
      put(middleOf(points), channel, cover);
      for (const point of shifted(grow - soft)) put(point, channel, cover);
      for (const point of shifted(grow + soft)) put(point, channel, 0);
    };
    for (const { outline, channel, grow, soft, shuts = 0 } of PARTS) {
      const points = outline.map((number) => pointOf(shape, number));
      outlined(points, channel, grow, soft, 1 - shuts + shuts * openness(points));
    }
    for (const hand of hands.slice(0, HANDS_MAX)) {
      for (const bone of bonesOf(hand)) outlined(bone, HAND_CHANNEL, 0, HAND_SOFT);
    }
    this.corners.array.fill(0, place); // Of hands that are not there.
    this.corners.needsUpdate = true;
  }

  dispose(): void {
    this.geometry.dispose();
    this.shader.dispose();
  }
}

/** Returns how much of an eye is open, 0..1. */
function openness(eye: readonly Point[]): number {
  const apart = ([one, other]: readonly [number, number]): number => {
    const [from = ORIGIN, to = ORIGIN] = [eye[one], eye[other]];
    return Math.hypot(to.x - from.x, to.y - from.y);
  };
  const gap = apart(EYE_POINTS.lids) / Math.max(1e-6, apart(EYE_POINTS.corners));
  return share(gap, LIDS_APART.shut, LIDS_APART.open);
}

/** A fan about the middle of each part, and a skirt around it that fades. */
function triangles(): number[] {
  const index: number[] = [];
  let middle = 0;
  for (const count of OUTLINED) {
    for (let place = 0; place < count; place += 1) {
      const next = (place + 1) % count;
      const [inner, innerNext] = [middle + 1 + place, middle + 1 + next];
      const [outer, outerNext] = [inner + count, innerNext + count];
      index.push(middle, inner, innerNext, inner, outer, outerNext, inner, outerNext, innerNext);
    }
    middle += 2 * count + 1;
  }
  return index;
}

/** Returns each bone of a hand as a rectangle as broad as a finger; the palm's overlap. */
function bonesOf(hand: readonly Point[]): Point[][] {
  const at = (joint: number): Point => hand[joint] ?? { x: 0, y: 0 };
  const palm = Math.hypot(at(9).x - at(0).x, at(9).y - at(0).y);
  return HAND_BONES.map(([from, to]) => {
    const [start, end] = [at(from), at(to)];
    const length = Math.max(1e-6, Math.hypot(end.x - start.x, end.y - start.y));
    // The ends are round: half a breadth beyond the joints.
    const beyond = (FINGER * palm) / length;
    const [first, last] = [between(start, end, -beyond), between(start, end, 1 + beyond)];
    const aside = {
      x: (-(end.y - start.y) / length) * FINGER * palm,
      y: ((end.x - start.x) / length) * FINGER * palm,
    };
    const shifted = ({ x, y }: Point, by: number): Point => ({
      x: x + aside.x * by,
      y: y + aside.y * by,
    });
    return [shifted(first, 1), shifted(last, 1), shifted(last, -1), shifted(first, -1)];
  });
}

function middleOf(points: readonly Point[]): Point {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function outwardNormals(points: readonly Point[]): Point[] {
  const count = points.length;
  const at = (index: number): Point => points[(index + count) % count] ?? { x: 0, y: 0 };
  const area = points.reduce((sum, { x, y }, index) => {
    const next = at(index + 1);
    return sum + x * next.y - next.x * y;
  }, 0);
  const side = area < 0 ? -1 : 1;
  return points.map((_, index) => {
    const [before, after] = [at(index - 1), at(index + 1)];
    const [dx, dy] = [after.x - before.x, after.y - before.y];
    const length = Math.max(1e-6, Math.hypot(dx, dy));
    return { x: (side * dy) / length, y: (-side * dx) / length };
  });
}
