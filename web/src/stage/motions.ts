/**
 * The small movements that the stage plays by itself, at display rate.
 *
 * An effect only names one; nothing here reaches a score. Lengths are in size units.
 */

/** How a node is moved away from where the effect put it. */
export interface Pose {
  dx: number;
  dy: number;
  /** Factors of width and height. */
  sx: number;
  sy: number;
  /** Clockwise, in radians. */
  turn: number;
  opacity: number;
}

const REST: Readonly<Pose> = { dx: 0, dy: 0, sx: 1, sy: 1, turn: 0, opacity: 1 };

/** seconds: since the motion began. seed: 0..1, differs from node to node. */
type Motion = (seconds: number, seed: number) => Partial<Pose>;

const TURN = 2 * Math.PI;
const DEGREE = Math.PI / 180;

function wave(seconds: number, periodS: number, seed = 0): number {
  return Math.sin(TURN * (seconds / periodS + seed));
}

/** Runs from 0 to 1, shooting a little past it before it rests. x: 0..1. */
function spring(x: number): number {
  if (x >= 1) return 1;
  return 1 - Math.exp(-5.5 * x) * Math.cos(9 * x);
}

const DROP_IN_S = 0.45;
const DROP_FROM = -70;
const FADE_OUT_S = 0.4;
const BLINK_S = 0.14;
const SHAKE_S = 0.9;

const MOTIONS: Record<string, Motion> = {
  breathe: (seconds, seed) => {
    const swell = 0.018 * wave(seconds, 3.2, seed);
    return { sx: 1 - swell * 0.5, sy: 1 + swell, dy: -swell * 60 };
  },
  bob: (seconds, seed) => ({ dy: 7 * wave(seconds, 2.4, seed) }),
  sway: (seconds, seed) => ({ turn: 4 * DEGREE * wave(seconds, 2.8, seed) }),
  spin: (seconds, seed) => ({ turn: TURN * (seconds / 6 + seed) }),
  hop: (seconds) => {
    const height = Math.abs(wave(seconds, 0.84));
    const squash = height < 0.25 ? (0.25 - height) * 0.28 : 0;
    return { dy: -34 * height + squash * 40, sx: 1 + squash * 0.7, sy: 1 - squash };
  },
  shake: (seconds) => {
    const left = Math.max(0, 1 - seconds / SHAKE_S);
    return { dx: 12 * left * wave(seconds, 0.3), turn: 5 * DEGREE * left * wave(seconds, 0.3) };
  },
  pulse: (seconds) => {
    const swell = 0.07 * wave(seconds, 0.95);
    return { sx: 1 + swell, sy: 1 + swell };
  },
  wag: (seconds, seed) => ({ turn: 13 * DEGREE * wave(seconds, 0.62, seed) }),
  blink: (seconds, seed) => {
    const everyS = 3.1 + 2 * seed;
    const inBlinkS = (seconds + seed * everyS) % everyS;
    if (inBlinkS > BLINK_S) return {};
    return { sy: Math.max(0.08, Math.abs(1 - (2 * inBlinkS) / BLINK_S)) };
  },
  steam: (seconds, seed) => {
    const rise = (seconds / 2.6 + seed) % 1;
    return {
      dx: 8 * wave(seconds, 2.1, seed),
      dy: -46 * rise,
      sx: 0.7 + 0.6 * rise,
      sy: 0.7 + 0.6 * rise,
      opacity: Math.sin(Math.PI * rise),
    };
  },
  drop_in: (seconds) => {
    const way = spring(Math.min(1, seconds / DROP_IN_S));
    return {
      dy: DROP_FROM * (1 - way),
      sx: 1 + 0.12 * (1 - way),
      sy: 1 - 0.12 * (1 - way),
      opacity: Math.min(1, seconds / 0.12),
    };
  },
  fade_out: (seconds) => {
    const left = Math.max(0, 1 - seconds / FADE_OUT_S);
    return { opacity: left, sx: 0.9 + 0.1 * left, sy: 0.9 + 0.1 * left };
  },
};

/** Motions that carry meaning; without them something would stay on the screen or never leave. */
const KEPT_WHEN_REDUCED: ReadonlySet<string> = new Set(["fade_out"]);

/** Returns where a motion has got to. name: "" and unknown names rest. */
export function poseOf(name: string, seconds: number, seed: number, isReduced: boolean): Pose {
  const motion = MOTIONS[name];
  if (motion === undefined || (isReduced && !KEPT_WHEN_REDUCED.has(name))) return { ...REST };
  return { ...REST, ...motion(seconds, seed) };
}
