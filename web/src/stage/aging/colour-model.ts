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
interface Patch {
  half: number;
  from: number;
  to: number;
}
/** A beard covers the chin, or hangs below its tip; a fringe the forehead, so far below its top. */
const CHIN: Patch = { half: 0.16, from: -0.12, to: -0.01 };
const UNDER_CHIN: Patch = { half: 0.2, from: 0, to: 0.08 };
const FOREHEAD: Patch = { half: 0.2, from: 0.08, to: 0.2 };
/** How much of either must look like hair: not yet, and surely. */
const COVERED = { no: 0.25, yes: 0.5 };
/** What a chin has of hair at least where more of it hangs below. */
const GOATEE = { no: 0.06, yes: 0.14 };
/** Hair that falls beside the neck: where, and how much of it must look like hair. */
const FALL = { from: 0.5, to: 0.85, top: 0.25, bottom: 0.6, share: 0.3 } as const;
const HAIR_ENDS = { short: 0.5, long: 1.5 } as const;
/**
 * Glasses have a bridge across the nose's root, where skin alone is smooth: how far about the root is
 * looked, and how much lighter or darker than above and below it a row is, in shares of its lightness.
 */
const BRIDGE = { half: 0.03, from: -0.1, to: 0.16, rows: 26, apart: 4 } as const;
/** The narrower half of a face is so little of the other where it turns away. */
const TURNED = 0.5;
const BRIDGE_STEP = { from: 0.14, to: 0.19 } as const;
/** Hair is neither green nor blue, nor so light and dark at once as a cap with a badge. */
const HAT = {
  half: 0.34,
  from: 0.12,
  to: 0.5,
  red: -6,
  yellow: -10,
  byHue: 5,
  lightness: { from: 25, to: 33 },
} as const;
const UNDER_HAT = { from: 0.42, to: 0.62, top: -0.24, bottom: 0.24 } as const;
/** How much of the room may look like the hair before only what is surely the person counts as hair. */
const ROOM_ALIKE = { from: 0.04, to: 0.2 } as const;

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
  /** 0..1: whether what is above the forehead is a hat. */
  hasHat: number;
  /** 0..1: whether there are glasses on the nose. */
  hasGlasses: number;
  /** 0..1: whether the room has the hair's colour. */
  hairInRoom: number;
  /** Down to where hair is looked for, in the face's frame. */
  hairEnd: number;
}

interface Sample {
  at: Point;
  tone: Tone;
  person: number;
}

interface Seen {
  samples: Sample[];
  /** Lightness down the bridge of the nose, row by row. */
  bridge: number[];
}

export class ColourModel {
  private colours: Colours | null = null;
  private restS = 0;
  private readonly pen: CanvasRenderingContext2D | null;

  constructor() {
    const canvas = document.createElement("canvas");
    canvas.width = SIDE;
    canvas.height = SIDE + BRIDGE.rows; // The bridge of the nose stands below.
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
    const seen = coloursOf(this.look(picture, frame, shape, person), shape);
    // On a face that turns away the room shows beside the nose.
    if (isTurned(shape)) seen.hasGlasses = this.colours?.hasGlasses ?? 0;
    const news = this.colours === null ? 1 : 1 - Math.exp(-sincePassedS / FOLLOW_S);
    this.colours = follow(this.colours ?? seen, seen, news);
    return this.colours;
  }

  private look(
    picture: CanvasImageSource,
    frame: FaceFrame,
    shape: Float32Array,
    person: (at: Point) => number,
  ): Seen {
    const { pen } = this;
    if (pen === null) return { samples: [], bridge: [] };
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, SIDE, SIDE + BRIDGE.rows);
    const corner = { x: ALIGNED.middleX - ALIGNED.half, y: ALIGNED.middleY - ALIGNED.half };
    this.lay(picture, frame, corner, SIDE / (2 * ALIGNED.half), {
      y: 0,
      width: SIDE,
      height: SIDE,
    });
    const root = pointOf(shape, ANCHORS.bridge);
    const scale = BRIDGE.rows / (BRIDGE.to - BRIDGE.from);
    const width = Math.round(2 * BRIDGE.half * scale);
    const above = { x: root.x - BRIDGE.half, y: root.y + BRIDGE.from };
    this.lay(picture, frame, above, scale, { y: SIDE, width, height: BRIDGE.rows });
    const { data } = pen.getImageData(0, 0, SIDE, SIDE + BRIDGE.rows);
    const pixel = (column: number, row: number): Uint8ClampedArray =>
      data.subarray((row * SIDE + column) * 4, (row * SIDE + column) * 4 + 4);
    const samples: Sample[] = [];
    for (let index = 0; index < SIDE * SIDE; index += 1) {
      const [column, row] = [index % SIDE, Math.floor(index / SIDE)];
      const [red = 0, green = 0, blue = 0, alpha = 0] = pixel(column, row);
      if (alpha < 255) continue; // Beyond the picture.
      const at = {
        x: ALIGNED.middleX + (((column + 0.5) / SIDE) * 2 - 1) * ALIGNED.half,
        y: ALIGNED.middleY + (((row + 0.5) / SIDE) * 2 - 1) * ALIGNED.half,
      };
      samples.push({ at, tone: toneOf(red, green, blue), person: person(at) });
    }
    const bridge = Array.from({ length: BRIDGE.rows }, (_, row) => {
      const lights = Array.from({ length: width }, (_none, column) => {
        const [red = 0, green = 0, blue = 0] = pixel(column, SIDE + row);
        return toneOf(red, green, blue)[0];
      });
      return lights.reduce((sum, light) => sum + light, 0) / width;
    });
    return { samples, bridge };
  }

  /** Draws the picture into a part of the canvas. corner: what lies there at its top left. */
  private lay(
    picture: CanvasImageSource,
    { origin, along, unitPx }: FaceFrame,
    corner: Point,
    pixelsAUnit: number,
    { y, width, height }: { y: number; width: number; height: number },
  ): void {
    const { pen } = this;
    if (pen === null) return;
    const scale = pixelsAUnit / unitPx;
    const [a, b] = [along.x * scale, along.y * scale];
    pen.save();
    pen.beginPath();
    pen.rect(0, y, width, height);
    pen.clip();
    pen.setTransform(
      a,
      -b,
      b,
      a,
      -corner.x * pixelsAUnit - origin.x * a - origin.y * b,
      y - corner.y * pixelsAUnit + origin.x * b - origin.y * a,
    );
    pen.drawImage(picture, 0, 0);
    pen.restore();
  }
}

function coloursOf({ samples, bridge }: Seen, shape: Float32Array): Colours {
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
  const chin = pointOf(shape, ANCHORS.chin);
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
  const hasHat = hatOf(
    samples
      .filter(
        ({ at: { x, y }, person }) =>
          person > 0.93 &&
          Math.abs(x - top.x) < HAT.half &&
          y < top.y - HAT.from &&
          y > top.y - HAT.to,
      )
      .map(({ tone }) => tone),
  );
  const underHat = samples
    .filter(
      ({ at: { x, y }, tone, person }) =>
        person > 0.6 &&
        Math.abs(x) > UNDER_HAT.from &&
        Math.abs(x) < UNDER_HAT.to &&
        y > UNDER_HAT.top &&
        y < UNDER_HAT.bottom &&
        likeness(tone, skin) < 0.45,
    )
    .map(({ tone }) => tone);
  const locks = hasHat > 0.5 && underHat.length > 0 ? underHat : strands;
  const hair = medianTone(locks);
  const spread = hasHat > 0.5 ? SPREAD_MIN : spreadOf(locks, hair);
  const fall = samples.filter(({ at: { x, y } }) => {
    const aside = Math.abs(x);
    return aside > FALL.from && aside < FALL.to && y > FALL.top && y < FALL.bottom;
  });
  const isHair = ({ tone, person }: Sample): boolean =>
    person > 0.5 && likeness(tone, skin) < 0.45 && apart(tone, hair, spread) < 4;
  const falling = fall.filter(isHair);
  const covered = (patch: Patch, about: Point, { no, yes } = COVERED): number => {
    const seen = samples.filter(
      ({ at: { x, y } }) =>
        Math.abs(x - about.x) < patch.half && y > about.y + patch.from && y < about.y + patch.to,
    );
    return share(seen.filter(isHair).length / Math.max(1, seen.length), no, yes);
  };
  const distance = strands.length > 0 ? apart(hair, skin, skinSpread(skin)) : 0;
  const room = samples.filter(({ person }) => person < 0.1);
  const alike = room.filter(({ tone }) => apart(tone, hair, spread) < 4);
  const isLong = falling.length > FALL.share * Math.max(1, fall.length);
  return {
    skin,
    lips: lips.length > 0 ? medianTone(lips) : skin,
    hair,
    hairSpread: spread,
    hasHair: share(distance, HAIR_APART.from, HAIR_APART.to),
    hasBeard: Math.max(
      covered(CHIN, chin),
      Math.min(covered(UNDER_CHIN, chin), covered(CHIN, chin, GOATEE)),
    ),
    hasFringe: covered(FOREHEAD, top),
    hasHat,
    hasGlasses: glassesOf(bridge),
    hairInRoom: share(alike.length / Math.max(1, room.length), ROOM_ALIKE.from, ROOM_ALIKE.to),
    hairEnd: isLong ? HAIR_ENDS.long : HAIR_ENDS.short,
  };
}

/** above: tones above the forehead. */
function hatOf(above: readonly Tone[]): number {
  if (above.length === 0) return 0;
  const [, red, yellow] = medianTone(above);
  const lights = above.map(([light]) => light);
  const mean = lights.reduce((sum, light) => sum + light, 0) / lights.length;
  const variance = lights.reduce((sum, light) => sum + (light - mean) ** 2, 0) / lights.length;
  return Math.max(
    share(Math.max(HAT.red - red, HAT.yellow - yellow), 0, HAT.byHue),
    share(Math.sqrt(variance), HAT.lightness.from, HAT.lightness.to),
  );
}

function isTurned(shape: Float32Array): boolean {
  const { left_edge, right_edge, bridge } = ANCHORS;
  const [left, right, middle] = [left_edge, right_edge, bridge].map((at) => pointOf(shape, at).x);
  const [before, behind] = [(middle ?? 0) - (left ?? 0), (right ?? 0) - (middle ?? 0)];
  return Math.min(before, behind) < TURNED * Math.max(before, behind);
}

/** bridge: lightness down the bridge of the nose. */
function glassesOf(bridge: readonly number[]): number {
  const { apart: step } = BRIDGE;
  const steps = bridge.slice(step, -step).map((light, row) => {
    const [before = light, after = light] = [bridge[row], bridge[row + 2 * step]];
    return Math.abs(light - (before + after) / 2);
  });
  return share(
    Math.max(0, ...steps) / Math.max(1, median(bridge)),
    BRIDGE_STEP.from,
    BRIDGE_STEP.to,
  );
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
    hasHat: step(from.hasHat, to.hasHat),
    hasGlasses: step(from.hasGlasses, to.hasGlasses),
    hairInRoom: step(from.hairInRoom, to.hairInRoom),
    hairEnd: step(from.hairEnd, to.hairEnd),
  };
}
