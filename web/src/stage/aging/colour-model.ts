/**
 * The colours of a person's skin, lips and hair, told from a small aligned copy of the picture a few
 * times a second and followed slowly, so that nothing that depends on them flickers.
 */
import { ALIGNED, type FaceFrame, type Point, pointOf } from "./face-frame.ts";
import { ANCHORS, BARE_SKIN, OUTLINES } from "./landmarks.ts";
import { type Tone, toneOf } from "./tone.ts";

const SIDE = 96;
const EVERY_S = 0.25;
/** Time in which two thirds of a change are followed. */
const FOLLOW_S = 0.6;
const PATCH = 0.05; // Radius of a patch of bare skin, in face widths.
/** Hair is looked for above the forehead: half as broad, from and to so far above its top ... */
const CROWN = { half: 0.38, from: 0.15, to: 0.42 } as const;
/** ... and beside the temples. */
const TEMPLES = { from: 0.52, to: 0.72, top: -0.35, bottom: 0 } as const;
/** So much unlike skin tells hair alone; where less is, all of it is taken for what it is. */
const STRANDS_SHARE_MIN = 0.4;
/** How far from skin hair must be: nearer is a bald head, farther surely hair. */
const HAIR_APART = { from: 0.8, to: 1.6 } as const;
const SPREAD_MIN: Tone = [14, 5, 6];
/** A beard covers the chin: how far above its tip; a fringe the forehead: how far below its top. */
const CHIN = { half: 0.16, from: -0.12, to: -0.01 } as const;
const FOREHEAD = { half: 0.2, from: 0.08, to: 0.2 } as const;
/** How much of either must look like hair: not yet, and surely. */
const COVERED = { no: 0.25, yes: 0.5 } as const;
/** Hair that falls beside the neck: where, and how much of it must look like hair. */
const FALL = { from: 0.5, to: 0.85, top: 0.25, bottom: 0.6, share: 0.3 } as const;
const HAIR_ENDS = { short: 0.5, long: 1.5 } as const;

export interface Colours {
  skin: Tone;
  lips: Tone;
  hair: Tone;
  hairSpread: Tone;
  /** 0..1: whether there is hair to be seen. */
  hasHair: number;
  /** 0..1: whether the chin, and the forehead, look like the hair. */
  hasBeard: number;
  hasFringe: number;
  /** Down to where hair is looked for, in the face's frame. */
  hairEnd: number;
}

interface Sample {
  at: Point;
  tone: Tone;
  person: number;
}

export class ColourModel {
  private colours: Colours | null = null;
  private restS = 0;
  private readonly pen: CanvasRenderingContext2D | null;

  constructor() {
    const canvas = document.createElement("canvas");
    canvas.width = SIDE;
    canvas.height = SIDE;
    this.pen = canvas.getContext("2d", { willReadFrequently: true });
  }

  /** Forgets the person. */
  reset(): void {
    this.colours = null;
    this.restS = 0;
  }

  /** Moves on by so many seconds; returns the colours of now. */
  next(
    picture: CanvasImageSource,
    frame: FaceFrame,
    shape: Float32Array,
    person: (at: Point) => number,
    passedS: number,
  ): Colours {
    this.restS -= passedS;
    if (this.colours !== null && this.restS > 0) return this.colours;
    const sincePassedS = EVERY_S - this.restS;
    this.restS = EVERY_S;
    const seen = coloursOf(this.look(picture, frame, person), shape);
    const news = this.colours === null ? 1 : 1 - Math.exp(-sincePassedS / FOLLOW_S);
    this.colours = follow(this.colours ?? seen, seen, news);
    return this.colours;
  }

  private look(
    picture: CanvasImageSource,
    frame: FaceFrame,
    person: (at: Point) => number,
  ): Sample[] {
    const { pen } = this;
    if (pen === null) return [];
    const { origin, along, unitPx } = frame;
    const scale = SIDE / (2 * ALIGNED.half * unitPx);
    const [a, b] = [along.x * scale, along.y * scale];
    const middle = (offset: number): number => SIDE / 2 - (offset * SIDE) / (2 * ALIGNED.half);
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, SIDE, SIDE);
    pen.setTransform(
      a,
      -b,
      b,
      a,
      middle(ALIGNED.middleX) - origin.x * a - origin.y * b,
      middle(ALIGNED.middleY) + origin.x * b - origin.y * a,
    );
    pen.drawImage(picture, 0, 0);
    const { data } = pen.getImageData(0, 0, SIDE, SIDE);
    const samples: Sample[] = [];
    for (let index = 0; index < SIDE * SIDE; index += 1) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(index * 4, index * 4 + 4);
      if (alpha < 255) continue; // Beyond the picture.
      const [column, row] = [index % SIDE, Math.floor(index / SIDE)];
      const at = {
        x: ALIGNED.middleX + (((column + 0.5) / SIDE) * 2 - 1) * ALIGNED.half,
        y: ALIGNED.middleY + (((row + 0.5) / SIDE) * 2 - 1) * ALIGNED.half,
      };
      samples.push({ at, tone: toneOf(red, green, blue), person: person(at) });
    }
    return samples;
  }
}

function coloursOf(samples: readonly Sample[], shape: Float32Array): Colours {
  const near = (spots: readonly Point[], radius: number): Tone[] =>
    samples
      .filter(({ at }) => spots.some((spot) => Math.hypot(at.x - spot.x, at.y - spot.y) < radius))
      .map(({ tone }) => tone);
  const bare = near(
    BARE_SKIN.map((number) => pointOf(shape, number)),
    PATCH,
  );
  const skin = medianTone(bare);
  const lips = near(
    OUTLINES.lips.map((number) => pointOf(shape, number)),
    0.02,
  );
  const top = pointOf(shape, ANCHORS.forehead_top);
  const crown = samples.filter(
    ({ at: { x, y }, person }) =>
      person > 0.6 &&
      ((Math.abs(x - top.x) < CROWN.half && y < top.y - CROWN.from && y > top.y - CROWN.to) ||
        (Math.abs(x) > TEMPLES.from &&
          Math.abs(x) < TEMPLES.to &&
          y > TEMPLES.top &&
          y < TEMPLES.bottom)),
  );
  const unlike = crown.filter(({ tone }) => likeness(tone, skin) < 0.45);
  const strands = (unlike.length > STRANDS_SHARE_MIN * crown.length ? unlike : crown).map(
    ({ tone }) => tone,
  );
  const hair = medianTone(strands);
  const spread = spreadOf(strands, hair);
  const fall = samples.filter(({ at: { x, y } }) => {
    const aside = Math.abs(x);
    return aside > FALL.from && aside < FALL.to && y > FALL.top && y < FALL.bottom;
  });
  const isHair = ({ tone, person }: Sample): boolean =>
    person > 0.5 && likeness(tone, skin) < 0.45 && apart(tone, hair, spread) < 4;
  const falling = fall.filter(isHair);
  const covered = (patch: typeof CHIN | typeof FOREHEAD, about: Point): number => {
    const seen = samples.filter(
      ({ at: { x, y } }) =>
        Math.abs(x - about.x) < patch.half && y > about.y + patch.from && y < about.y + patch.to,
    );
    return share(seen.filter(isHair).length / Math.max(1, seen.length), COVERED.no, COVERED.yes);
  };
  const distance = strands.length > 0 ? apart(hair, skin, skinSpread(skin)) : 0;
  const isLong = falling.length > FALL.share * Math.max(1, fall.length);
  return {
    skin,
    lips: lips.length > 0 ? medianTone(lips) : skin,
    hair,
    hairSpread: spread,
    hasHair: share(distance, HAIR_APART.from, HAIR_APART.to),
    hasBeard: covered(CHIN, pointOf(shape, ANCHORS.chin)),
    hasFringe: covered(FOREHEAD, top),
    hairEnd: isLong ? HAIR_ENDS.long : HAIR_ENDS.short,
  };
}

/** As in shaders/regions.ts. */
function likeness(tone: Tone, skin: Tone): number {
  return Math.exp(-0.25 * apart(tone, skin, skinSpread(skin)));
}

function skinSpread(skin: Tone): Tone {
  return [Math.min(28, Math.max(9, 0.38 * skin[0])), 7, 7];
}

function apart(tone: Tone, from: Tone, spread: Tone): number {
  return [0, 1, 2].reduce((sum, axis) => {
    const away = ((tone[axis] ?? 0) - (from[axis] ?? 0)) / (spread[axis] ?? 1);
    return sum + away * away;
  }, 0);
}

/** Returns how far a value is on its way, 0..1. */
function share(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? 0;
}

function medianTone(tones: readonly Tone[]): Tone {
  return [0, 1, 2].map((axis) => median(tones.map((tone) => tone[axis] ?? 0))) as Tone;
}

function spreadOf(tones: readonly Tone[], middle: Tone): Tone {
  return [0, 1, 2].map((axis) => {
    const away = tones.map((tone) => Math.abs((tone[axis] ?? 0) - (middle[axis] ?? 0)));
    return Math.max(SPREAD_MIN[axis] ?? 0, 2.2 * median(away));
  }) as Tone;
}

function follow(from: Colours, to: Colours, news: number): Colours {
  const step = (one: number, other: number): number => one + (other - one) * news;
  const steps = (one: Tone, other: Tone): Tone =>
    one.map((value, axis) => step(value, other[axis] ?? 0)) as Tone;
  return {
    skin: steps(from.skin, to.skin),
    lips: steps(from.lips, to.lips),
    hair: steps(from.hair, to.hair),
    hairSpread: steps(from.hairSpread, to.hairSpread),
    hasHair: step(from.hasHair, to.hasHair),
    hasBeard: step(from.hasBeard, to.hasBeard),
    hasFringe: step(from.hasFringe, to.hasFringe),
    hairEnd: step(from.hairEnd, to.hairEnd),
  };
}
