/**
 * Where a face folds when it ages: along the same muscles in everybody, in number, length, depth and
 * course as its own seed says.
 */
import { blend, type Curve, moved, part, through } from "./curve.ts";
import { type Point, pointOf } from "./face-frame.ts";
import { ANCHORS, FOLDS } from "./landmarks.ts";
import { random } from "./person-seed.ts";

export interface Fold {
  /** Where it lies on a shape (see shapeIn): POINTS points. */
  course: (shape: Float32Array) => Curve;
  /** Standard deviation of its profile, in face widths. */
  width: number;
  depth: number;
  /** The amount of old age at which it begins to show. */
  onset: number;
  /** -1 on the left of the unmirrored picture, 1 on the right, 0 across the middle. */
  side: -1 | 0 | 1;
  isBroad: boolean;
}

/** Points of every fold. */
export const POINTS = 22;

type Numbers = readonly number[];

export function foldsOf(seed: number): Fold[] {
  const draw = random(seed);
  return [
    ...foreheadFolds(draw),
    ...glabellaFolds(draw),
    ...sides((side, name) => [
      ...crowFeet(side, name, draw),
      ...cheekFolds(side, name, draw),
      ...eyeFolds(side, name, draw),
    ]),
    ...mouthFolds(draw),
    ...neckFolds(draw),
  ];
}

type Draw = () => number;
type SideName = "left" | "right";

function sides(of: (side: -1 | 1, name: SideName) => Fold[]): Fold[] {
  return [...of(-1, "left"), ...of(1, "right")];
}

function points(shape: Float32Array, numbers: Numbers): Point[] {
  return numbers.map((number) => pointOf(shape, number));
}

/** A number between two, by the draw. */
function range(draw: Draw, from: number, to: number): number {
  return from + (to - from) * draw();
}

/** A soft wave of its own for each fold: two sines. size: in face widths. */
function wave(draw: Draw, size: number): (share: number) => number {
  const [phase, other] = [draw() * 6.28, draw() * 6.28];
  const [often, faster] = [range(draw, 4, 8), range(draw, 9, 14)];
  return (share) =>
    size * (0.7 * Math.sin(phase + often * share) + 0.3 * Math.sin(other + faster * share));
}

function foreheadFolds(draw: Draw): Fold[] {
  const [low, middle, high] = FOLDS.forehead;
  const count = 3 + Math.floor(draw() * 2.4);
  const folds: Fold[] = [];
  const spacing = range(draw, 0.9, 1.1);
  for (let row = 0; row < count; row += 1) {
    // 0 at the brows, 1 half way, 2 at the hair.
    const height = (0.5 + row * (1.2 / count) + range(draw, -0.08, 0.08)) * spacing;
    const start = range(draw, 0.03, 0.24);
    const end = range(draw, 0.76, 0.97);
    const sway = wave(draw, 0.016);
    const depth = range(draw, 0.35, 0.7) * (row === 0 ? 0.8 : 1);
    const onset = range(draw, 0, 0.35) + (row % 2) * 0.1;
    const whole = (shape: Float32Array): Curve => {
      const rows = [low, middle, high].map((numbers) => through(points(shape, numbers), POINTS));
      const [first = [], second = [], third = []] = rows;
      const course = height <= 1 ? blend(first, second, height) : blend(second, third, height - 1);
      return moved(course, (share) => ({ x: 0, y: sway(share) }));
    };
    const isBroken = draw() < 0.55;
    const gap = range(draw, 0.35, 0.65);
    const pieces: [number, number][] = isBroken
      ? [
          [start, gap - 0.02],
          [gap + range(draw, -0.06, 0.04), end],
        ]
      : [[start, end]];
    pieces.forEach(([from, to], piece) => {
      const drop = piece === 1 ? range(draw, 0.006, 0.016) : 0;
      folds.push({
        course: (shape) => moved(part(whole(shape), from, to, POINTS), () => ({ x: 0, y: drop })),
        width: range(draw, 0.0042, 0.0065),
        depth: depth * range(draw, 0.7, 1),
        onset,
        side: 0,
        isBroad: false,
      });
    });
    // The skin between two lines bulges: a soft valley goes with each.
    folds.push({
      course: (shape) => part(whole(shape), start, end, POINTS),
      width: range(draw, 0.014, 0.02),
      depth: 0.75 * depth,
      onset,
      side: 0,
      isBroad: true,
    });
  }
  return folds;
}

function glabellaFolds(draw: Draw): Fold[] {
  const { left, right } = FOLDS.glabella;
  const places =
    draw() < 0.35 ? [range(draw, 0.35, 0.65)] : [range(draw, 0.22, 0.36), range(draw, 0.64, 0.8)];
  const upright = places.map((place): Fold => {
    const length = range(draw, 0.5, 0.8);
    const lean = range(draw, -0.06, 0.06);
    return {
      course: (shape) => {
        const [lower = [], upper = []] = [left, right].map((numbers) => points(shape, numbers));
        const course = lower.map((point, index) => {
          const opposite = upper[index] ?? point;
          const share = place + lean * index;
          return {
            x: point.x + (opposite.x - point.x) * share,
            y: point.y + (opposite.y - point.y) * share,
          };
        });
        return part(through(course, POINTS), 0.02, length, POINTS);
      },
      width: range(draw, 0.0075, 0.011),
      depth: range(draw, 0.3, 0.55),
      onset: 0.1,
      side: 0,
      isBroad: false,
    };
  });
  const across: Fold = {
    course: (shape) => through(points(shape, FOLDS.nose_root), POINTS),
    width: 0.006,
    depth: range(draw, 0.3, 0.6),
    onset: 0.5,
    side: 0,
    isBroad: false,
  };
  return [...upright, across];
}

function crowFeet(side: -1 | 1, name: SideName, draw: Draw): Fold[] {
  const count = 5 + Math.floor(draw() * 2.6);
  return Array.from({ length: count }, (_, index): Fold => {
    const fan = -46 + (104 * (index + range(draw, 0.2, 0.8))) / count;
    const angle = (fan * Math.PI) / 180;
    const length = range(draw, 0.07, 0.135) * (Math.abs(fan) < 30 ? 1.1 : 0.85);
    const start = range(draw, 0.018, 0.034);
    const bend = Math.sign(fan + 0.1) * range(draw, 0.008, 0.02);
    return {
      course: (shape) => {
        const corner = pointOf(shape, FOLDS.crow_foot[name]);
        return Array.from({ length: POINTS }, (_, place) => {
          const share = place / (POINTS - 1);
          const way = start + share * length;
          return {
            x: corner.x + side * Math.cos(angle) * way,
            y: corner.y + 0.004 + Math.sin(angle) * way + bend * share * share,
          };
        });
      },
      width: range(draw, 0.0036, 0.006),
      depth: range(draw, 0.25, 0.6),
      onset: range(draw, 0.05, 0.6),
      side,
      isBroad: false,
    };
  });
}

function cheekFolds(side: -1 | 1, name: SideName, draw: Draw): Fold[] {
  const nasolabial = FOLDS.nasolabial[name];
  const depth = range(draw, 0.85, 1.15);
  const along = (shape: Float32Array): Curve => through(points(shape, nasolabial), POINTS);
  const shifted = (by: number) => (shape: Float32Array) =>
    moved(along(shape), () => ({ x: side * by, y: 0 }));
  const marionette =
    (bow: number) =>
    (shape: Float32Array): Curve => {
      const corner = pointOf(shape, FOLDS.mouth_corner[name]);
      const jaw = pointOf(shape, FOLDS.marionette_end[name]);
      return Array.from({ length: POINTS }, (_, place) => {
        const share = place / (POINTS - 1);
        return {
          x:
            corner.x +
            side * (0.01 + bow * Math.sin(share * Math.PI)) +
            (jaw.x - corner.x) * 0.6 * share,
          y: corner.y + 0.005 + (jaw.y - corner.y) * 0.6 * share,
        };
      });
    };
  const folds: Fold[] = [
    { course: along, width: 0.008, depth: 1.4 * depth, onset: 0, side, isBroad: false },
    { course: shifted(0.006), width: 0.022, depth: 1.3 * depth, onset: 0, side, isBroad: true },
    {
      course: marionette(0.012),
      width: 0.0075,
      depth: range(draw, 0.6, 0.9),
      onset: 0.35,
      side,
      isBroad: false,
    },
    { course: marionette(0.004), width: 0.02, depth: 0.9, onset: 0.25, side, isBroad: true },
  ];
  const lines = 2 + Math.floor(draw() * 2.2);
  for (let line = 0; line < lines; line += 1) {
    const away = 0.06 + line * range(draw, 0.035, 0.055);
    const from = range(draw, 0.2, 0.5);
    const to = from + range(draw, 0.25, 0.45);
    const lean = range(draw, -0.02, 0.03);
    const sway = wave(draw, 0.009);
    folds.push({
      course: (shape) =>
        moved(part(along(shape), from, to, POINTS), (share) => ({
          x: side * (away + lean * share + 0.02 * Math.sin(share * Math.PI)) + sway(share),
          y: -0.01 * line,
        })),
      width: range(draw, 0.004, 0.006),
      depth: range(draw, 0.2, 0.34) - 0.03 * line,
      onset: 0.6,
      side,
      isBroad: false,
    });
  }
  return folds;
}

function eyeFolds(side: -1 | 1, name: SideName, draw: Draw): Fold[] {
  const bag = (shape: Float32Array): Curve => through(points(shape, FOLDS.bag[name]), POINTS);
  const trough = (shape: Float32Array): Curve =>
    through(points(shape, FOLDS.tear_trough[name]), POINTS);
  const under = (share: number) => (shape: Float32Array) => blend(bag(shape), trough(shape), share);
  const lid = (shape: Float32Array): Curve =>
    blend(
      through(points(shape, FOLDS.upper_lid[name]), POINTS),
      through(points(shape, FOLDS.lash_line[name]), POINTS),
      0.4,
    );
  const fine = Array.from({ length: 3 + Math.floor(draw() * 2) }, (_, line): Fold => {
    const share = 0.14 + 0.15 * line + range(draw, -0.03, 0.03);
    const [from, to] = [range(draw, 0.05, 0.25), range(draw, 0.75, 0.95)];
    const sway = wave(draw, 0.005);
    return {
      course: (shape) =>
        moved(part(under(share)(shape), from, to, POINTS), (along) => ({ x: 0, y: sway(along) })),
      width: 0.0036,
      depth: range(draw, 0.35, 0.6),
      onset: 0.35,
      side,
      isBroad: false,
    };
  });
  return [
    { course: bag, width: 0.006, depth: range(draw, 0.6, 0.95), onset: 0.1, side, isBroad: false },
    {
      course: under(0.5),
      width: 0.01,
      depth: range(draw, 0.5, 0.8),
      onset: 0.3,
      side,
      isBroad: false,
    },
    { course: under(0.45), width: 0.022, depth: 0.9, onset: 0.1, side, isBroad: true },
    { course: lid, width: 0.006, depth: 0.75, onset: 0.2, side, isBroad: false },
    ...fine,
  ];
}

function mouthFolds(draw: Draw): Fold[] {
  const middle = FOLDS.upper_lip[3];
  const upper = FOLDS.upper_lip.map((number): Fold => {
    const length = range(draw, 0.04, 0.075);
    const lean = range(draw, 0.08, 0.2);
    return {
      course: (shape) => {
        const from = pointOf(shape, number);
        const center = pointOf(shape, middle);
        const end = {
          x: from.x + (from.x - center.x) * lean,
          y: from.y - length + Math.abs(from.x - center.x) * 0.1,
        };
        return through([{ x: from.x, y: from.y + 0.003 }, end], POINTS);
      },
      width: 0.005,
      depth: range(draw, 0.15, 0.38),
      onset: range(draw, 0.55, 0.9),
      side: 0,
      isBroad: false,
    };
  });
  const lower = FOLDS.lower_lip.map((number): Fold => {
    const length = range(draw, 0.02, 0.04);
    return {
      course: (shape) => {
        const from = pointOf(shape, number);
        return through([from, { x: from.x * 1.02, y: from.y + length }], POINTS);
      },
      width: 0.0038,
      depth: range(draw, 0.2, 0.4),
      onset: 0.8,
      side: 0,
      isBroad: false,
    };
  });
  const chin: Fold = {
    course: (shape) => {
      const [left, center, right] = [
        FOLDS.lower_lip[0],
        FOLDS.lower_lip[2],
        FOLDS.lower_lip[4],
      ].map((number) => pointOf(shape, number));
      const down = (point: Point | undefined, by: number): Point => ({
        x: point?.x ?? 0,
        y: (point?.y ?? 0) + by,
      });
      return through([down(left, 0.042), down(center, 0.032), down(right, 0.042)], POINTS);
    },
    width: 0.009,
    depth: range(draw, 0.4, 0.7),
    onset: 0.3,
    side: 0,
    isBroad: false,
  };
  return [...upper, ...lower, chin];
}

function neckFolds(draw: Draw): Fold[] {
  return [0.11, 0.19, 0.29].map((below): Fold => {
    const drop = below + range(draw, -0.015, 0.015);
    const half = range(draw, 0.18, 0.28);
    const aside = range(draw, -0.05, 0.05);
    const sway = wave(draw, 0.01);
    return {
      course: (shape) => {
        const chin = pointOf(shape, ANCHORS.chin);
        return Array.from({ length: POINTS }, (_, place) => {
          const share = place / (POINTS - 1);
          const x = aside + half * (2 * share - 1);
          return { x: chin.x + x, y: chin.y + drop - 0.4 * x * x + sway(share) };
        });
      },
      width: 0.008,
      depth: range(draw, 0.45, 0.75),
      onset: 0.4,
      side: 0,
      isBroad: false,
    };
  });
}
