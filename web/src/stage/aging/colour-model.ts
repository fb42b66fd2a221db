/**
 * The colours of a person's skin, lips and hair, told from a small aligned copy of the picture a few
 * times a second and followed slowly, so that nothing that depends on them flickers.
 */
import { type FaceFrame, type Point, pointOf } from "./face-frame.ts";
import { FaceSamples, type Sample, type Seen } from "./face-samples.ts";
import { type HeadExtent, headExtent } from "./head-extent.ts";
import { ANCHORS, BARE_SKIN, OUTLINES } from "./landmarks.ts";
import { whiteOf } from "./room-light.ts";
import { share } from "./share.ts";
import { apart, median, medianTone, type Tone } from "./tone.ts";
import { glassesOf, hatOf, isTurned } from "./worn.ts";

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
/** Grey hair has little colour, and is not dark. */
const GREY = { coloured: 12, colourless: 6, dark: 35, light: 55 } as const;
const SPREAD_MIN: Tone = [14, 5, 6];

interface Patch {
  half: number;
  from: number;
  to: number;
}
/** A beard covers the chin, or hangs below its tip; a fringe the forehead, so far below its top. */
const CHIN: Patch = { half: 0.16, from: -0.12, to: -0.01 };
const UNDER_CHIN: Patch = { half: 0.2, from: 0, to: 0.08 };
/** A moustache covers what is between nose and mouth. */
const UNDER_NOSE: Patch = { half: 0.13, from: 0.03, to: 0.1 };
/** A grey one has less than this of the skin's red. */
const PALE = 0.55;
const FOREHEAD: Patch = { half: 0.2, from: 0.08, to: 0.2 };
/** How much of them must look like hair: not yet, and surely. */
const COVERED = { no: 0.25, yes: 0.5 };
/** What a chin has of hair at least where more of it hangs below. */
const GOATEE = { no: 0.06, yes: 0.14 };
/** Hair that falls beside the neck: where, and how much of it must look like hair. */
const FALL = { from: 0.5, to: 0.85, top: 0.25, bottom: 0.6, share: 0.3 } as const;
const HAIR_ENDS = { short: 0.5, long: 1.5 } as const;
/** What hair shows below a hat: beside the eyes. */
const UNDER_HAT = { from: 0.42, to: 0.62, top: -0.24, bottom: 0.24 } as const;
/** How much of the room may look like the hair before only what is surely the person counts as hair. */
const ROOM_ALIKE = { from: 0.04, to: 0.2 } as const;

export interface Colours extends HeadExtent {
  skin: Tone;
  lips: Tone;
  hair: Tone;
  hairSpread: Tone;
  /** 0..1: whether there is hair to be seen. */
  hasHair: number;
  /** 0..1: whether it is grey or white already. */
  greyHaired: number;
  /** 0..1: whether the chin, and the forehead, look like the hair. */
  hasBeard: number;
  /** 0..1: whether what is under the nose lacks the skin's red. */
  hasGreyMoustache: number;
  hasFringe: number;
  /** 0..1: whether what is above the forehead is a hat. */
  hasHat: number;
  /** 0..1: whether there are glasses on the nose. */
  hasGlasses: number;
  /** 0..1: whether the room has the hair's colour. */
  hairInRoom: number;
  /** Lightness of what would be white beside the head. */
  white: number;
  /** Down to where hair is looked for, in the face's frame. */
  hairEnd: number;
}

export class ColourModel {
  private colours: Colours | null = null;
  private restS = 0;
  private readonly samples = new FaceSamples();

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
    const seen = coloursOf(this.samples.look(picture, frame, shape, person), shape);
    // On a face that turns away the room shows beside the nose.
    if (isTurned(shape)) seen.hasGlasses = this.colours?.hasGlasses ?? 0;
    const news = this.colours === null ? 1 : 1 - Math.exp(-sincePassedS / FOLLOW_S);
    this.colours = follow(this.colours ?? seen, seen, news);
    return this.colours;
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
  const middle = 0.5 * (pointOf(shape, ANCHORS.left_edge).x + pointOf(shape, ANCHORS.right_edge).x);
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
  const hasHat = hatOf(samples, top);
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
  const isPale = ({ tone: [light, red] }: Sample): boolean =>
    red < PALE * skin[1] * Math.min(1, light / skin[0]);
  const covered = (
    patch: Patch,
    about: Point,
    { no, yes } = COVERED,
    counts: (sample: Sample) => boolean = isHair,
  ): number => {
    const seen = samples.filter(
      ({ at: { x, y } }) =>
        Math.abs(x - about.x) < patch.half && y > about.y + patch.from && y < about.y + patch.to,
    );
    return share(seen.filter(counts).length / Math.max(1, seen.length), no, yes);
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
    greyHaired: greyOf(hair),
    hasBeard: Math.max(
      covered(CHIN, chin),
      Math.min(covered(UNDER_CHIN, chin), covered(CHIN, chin, GOATEE)),
    ),
    hasGreyMoustache: covered(UNDER_NOSE, pointOf(shape, ANCHORS.nose_base), COVERED, isPale),
    hasFringe: covered(FOREHEAD, top),
    hasHat,
    hasGlasses: glassesOf(bridge),
    hairInRoom: share(alike.length / Math.max(1, room.length), ROOM_ALIKE.from, ROOM_ALIKE.to),
    white: whiteOf(samples),
    hairEnd: isLong ? HAIR_ENDS.long : HAIR_ENDS.short,
    ...headExtent(samples, top, middle),
  };
}

function greyOf([light, red, yellow]: Tone): number {
  const colourless = share(Math.hypot(red, yellow), GREY.coloured, GREY.colourless);
  return colourless * share(light, GREY.dark, GREY.light);
}

/** As in shaders/regions.ts. */
function likeness(tone: Tone, skin: Tone): number {
  return Math.exp(-0.25 * apart(tone, skin, skinSpread(skin)));
}

function skinSpread(skin: Tone): Tone {
  return [Math.min(28, Math.max(9, 0.38 * skin[0])), 7, 7];
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
    greyHaired: step(from.greyHaired, to.greyHaired),
    hasBeard: step(from.hasBeard, to.hasBeard),
    hasGreyMoustache: step(from.hasGreyMoustache, to.hasGreyMoustache),
    hasFringe: step(from.hasFringe, to.hasFringe),
    hasHat: step(from.hasHat, to.hasHat),
    hasGlasses: step(from.hasGlasses, to.hasGlasses),
    hairInRoom: step(from.hairInRoom, to.hairInRoom),
    white: step(from.white, to.white),
    hairEnd: step(from.hairEnd, to.hairEnd),
    headTop: step(from.headTop, to.headTop),
    headHalf: step(from.headHalf, to.headHalf),
  };
}
