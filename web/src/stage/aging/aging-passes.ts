/** The fragment shaders of ageing with their uniforms, shared where several passes ask for the same. */
import { Matrix2, type RawShaderMaterial, type Texture, Vector2, Vector3, Vector4 } from "three";
import type { AgeAmounts } from "./age-amounts.ts";
import type { Colours } from "./colour-model.ts";
import { type FaceFrame, type Point, pointOf } from "./face-frame.ts";
import { ANCHORS } from "./landmarks.ts";
import { material } from "./pass.ts";
import { random } from "./person-seed.ts";
import { ALIGN_SHADER } from "./shaders/align.ts";
import {
  BROAD_BLUR_SHADER,
  CHEEK_BLUR_SHADER,
  FINE_BLUR_SHADER,
  HALVING_BLUR_SHADER,
  SKIN_BLUR_SHADER,
} from "./shaders/blur.ts";
import { COMPOSITE_SHADER } from "./shaders/composite.ts";
import { DISPLACEMENT_SHADER, INVERSE_SHADER } from "./shaders/displacement.ts";
import { OUTPUT_SHADER } from "./shaders/output.ts";
import { PATTERN_SHADER, SPOTS } from "./shaders/pattern.ts";
import { REGIONS_SHADER } from "./shaders/regions.ts";
import { RELIEF_SHADER } from "./shaders/relief.ts";

/** Face widths to nobody. */
const FAR = 99;
/** Less of its colour that hair gets back is not seen. */
const PIGMENT_MIN = 0.02;

type Direction = "baby" | "young" | "old" | "both";

const picture = (): { value: Texture | null } => ({ value: null });

export class AgingPasses {
  /** Of the face's frame, in 0..1 of the picture. */
  private readonly place = {
    origin: { value: new Vector2() },
    along: { value: new Vector2() },
    across: { value: new Vector2() },
    to_face: { value: new Matrix2() },
  };
  /** The same where the person mask was seen, which may be that of an earlier picture. */
  private readonly personPlace = {
    person_origin: { value: new Vector2() },
    person_along: { value: new Vector2() },
    person_across: { value: new Vector2() },
    has_person: { value: 0 },
  };
  private readonly anchors = Object.fromEntries(
    Object.keys(ANCHORS).map((name) => [`at_${name}`, { value: new Vector2() }]),
  );
  private readonly colours = {
    skin_tone: { value: new Vector3() },
    lip_tone: { value: new Vector3() },
    hair_tone: { value: new Vector3() },
    hair_spread: { value: new Vector3(1, 1, 1) },
    has_hair: { value: 0 },
    has_beard: { value: 0 },
    has_grey_moustache: { value: 0 },
    has_fringe: { value: 0 },
    has_hat: { value: 0 },
    has_glasses: { value: 0 },
    hair_in_room: { value: 0 },
    white_light: { value: 100 },
    grey_haired: { value: 0 },
    hair_end: { value: 0 },
    head_top: { value: 0 },
    head_half: { value: 0 },
  };
  private readonly tone = {
    baby: { value: 0 },
    child: { value: 0 },
    old: { value: 0 },
    grey: { value: 0 },
    pigment: { value: 0 },
  };
  private readonly shape = { baby: this.tone.baby, child: { value: 0 }, old: { value: 0 } };
  private direction: Direction = "young";

  readonly align = material(ALIGN_SHADER, {
    ...this.place,
    picture: picture(),
    person: picture(),
    ...this.personPlace,
  });
  readonly halvingBlur = blur(HALVING_BLUR_SHADER);
  readonly fineBlur = blur(FINE_BLUR_SHADER);
  readonly broadBlur = blur(BROAD_BLUR_SHADER);
  readonly skinBlur = blur(SKIN_BLUR_SHADER, { regions: picture() });
  readonly cheekBlur = blur(CHEEK_BLUR_SHADER);
  readonly regions = material(REGIONS_SHADER, {
    ...this.anchors,
    ...this.colours,
    aligned: picture(),
    smoothed: picture(),
    features: picture(),
    details: picture(),
    before: picture(),
    other: { value: new Vector2() },
    news: { value: 1 },
  });
  readonly relief = material(RELIEF_SHADER, this.anchors);
  private readonly displacements = directions(DISPLACEMENT_SHADER, {
    ...this.anchors,
    ...this.shape,
  });
  readonly inverse = material(INVERSE_SHADER, { forward: picture() });
  readonly pattern = material(PATTERN_SHADER, {
    seed: { value: 0 },
    spots: { value: Array.from({ length: SPOTS }, () => new Vector4()) },
  });
  private readonly compositeUniforms = {
    ...this.anchors,
    ...this.colours,
    ...this.tone,
    aligned: picture(),
    smoothed: picture(),
    base: picture(),
    cheeks: picture(),
    regions: picture(),
    features: picture(),
    details: picture(),
    relief: picture(),
    lines: picture(),
    pattern: picture(),
  };
  private readonly composites = directions(COMPOSITE_SHADER, this.compositeUniforms);
  /** The same for hair that is grey already. */
  private readonly pigmented = directions(COMPOSITE_SHADER, this.compositeUniforms, "GETS_PIGMENT");
  /** Of AGING_LENS. */
  readonly lens = {
    ...this.place,
    change: picture(),
    inverse_map: picture(),
  };
  readonly output = material(OUTPUT_SHADER, { ...this.lens, picture: picture() });

  /** width, height: of the camera picture, in pixels. */
  setPlace(frame: FaceFrame, width: number, height: number): void {
    const { along, unitPx } = frame;
    const { place } = this;
    setAxes(place.origin, place.along, place.across, frame, width, height);
    place.to_face.value.set(
      (along.x * width) / unitPx,
      (along.y * height) / unitPx,
      (-along.y * width) / unitPx,
      (along.x * height) / unitPx,
    );
  }

  /** frame: where the person mask was seen; null without a mask. */
  setPersonPlace(frame: FaceFrame | null, width: number, height: number): void {
    const { person_origin, person_along, person_across, has_person } = this.personPlace;
    has_person.value = frame === null ? 0 : 1;
    if (frame !== null) setAxes(person_origin, person_along, person_across, frame, width, height);
  }

  /** other: the middle of somebody else's face, in the frame of this one; null where there is none. */
  setOther(other: Point | null): void {
    this.regions.uniforms.other?.value.set(other?.x ?? FAR, other?.y ?? FAR);
  }

  setShape(shape: Float32Array): void {
    for (const [name, number] of Object.entries(ANCHORS)) {
      const { x, y } = pointOf(shape, number);
      this.anchors[`at_${name}`]?.value.set(x, y);
    }
  }

  setColours(colours: Colours): void {
    const { colours: uniforms } = this;
    uniforms.skin_tone.value.set(...colours.skin);
    uniforms.lip_tone.value.set(...colours.lips);
    uniforms.hair_tone.value.set(...colours.hair);
    uniforms.hair_spread.value.set(...colours.hairSpread);
    uniforms.has_hair.value = colours.hasHair;
    uniforms.has_beard.value = colours.hasBeard * (1 - colours.hasHat);
    uniforms.has_grey_moustache.value = colours.hasGreyMoustache;
    uniforms.has_fringe.value = colours.hasFringe;
    uniforms.has_hat.value = colours.hasHat;
    uniforms.has_glasses.value = colours.hasGlasses;
    uniforms.hair_in_room.value = colours.hairInRoom;
    uniforms.white_light.value = colours.white;
    uniforms.grey_haired.value = colours.greyHaired;
    uniforms.hair_end.value = colours.hairEnd;
    uniforms.head_top.value = colours.headTop;
    uniforms.head_half.value = colours.headHalf;
  }

  setAmounts({ baby, child, childShape, old, oldShape, grey, pigment }: AgeAmounts): void {
    this.tone.baby.value = baby;
    this.tone.child.value = child;
    this.tone.old.value = old;
    this.tone.grey.value = grey;
    this.tone.pigment.value = pigment;
    this.shape.child.value = childShape;
    this.shape.old.value = oldShape;
    this.direction = baby > 0 ? "baby" : old <= 0 ? "young" : child <= 0 ? "old" : "both";
  }

  /** Of the amounts that were set last. */
  get composite(): RawShaderMaterial {
    const isPigmented = this.colours.grey_haired.value * this.tone.pigment.value > PIGMENT_MIN;
    return (isPigmented ? this.pigmented : this.composites)[this.direction];
  }

  get displacement(): RawShaderMaterial {
    return this.displacements[this.direction];
  }

  /** Draws the spots of a person. */
  setSeed(seed: number): void {
    const draw = random(seed);
    const { uniforms } = this.pattern;
    if (uniforms.seed) uniforms.seed.value = draw();
    for (const spot of (uniforms.spots?.value ?? []) as Vector4[]) {
      spot.set(draw(), draw(), 0.003 + 0.006 * draw() ** 2, 0.35 + 0.65 * draw());
    }
  }

  dispose(): void {
    const parts: object[] = [this, this.composites, this.pigmented, this.displacements];
    for (const value of parts.flatMap((part) => Object.values(part))) {
      if (value instanceof Object && "isRawShaderMaterial" in value) value.dispose();
    }
  }
}

/** Sets a face's frame in 0..1 of a picture of that size. */
function setAxes(
  origin: { value: Vector2 },
  along: { value: Vector2 },
  across: { value: Vector2 },
  frame: FaceFrame,
  width: number,
  height: number,
): void {
  const { unitPx } = frame;
  origin.value.set(frame.origin.x / width, frame.origin.y / height);
  along.value.set((frame.along.x * unitPx) / width, (frame.along.y * unitPx) / height);
  across.value.set((-frame.along.y * unitPx) / width, (frame.along.x * unitPx) / height);
}

function blur(shader: string, more: Record<string, { value: unknown }> = {}): RawShaderMaterial {
  return material(shader, {
    ...more,
    source: picture(),
    step_uv: { value: new Vector2() },
  });
}

/** A shader that knows only what it is needed for: youngest, younger, older, or between the two. */
function directions(
  shader: string,
  uniforms: Record<string, { value: unknown }>,
  ...always: string[]
): Record<Direction, RawShaderMaterial> {
  const made = (...names: string[]): RawShaderMaterial =>
    material(
      shader,
      uniforms,
      undefined,
      Object.fromEntries([...always, ...names].map((name) => [name, ""])),
    );
  return {
    baby: made("GROWS_YOUNG", "IS_BABY"),
    young: made("GROWS_YOUNG"),
    old: made("GROWS_OLD"),
    both: made("GROWS_YOUNG", "GROWS_OLD"),
  };
}

/** Sets the pictures that a pass reads. */
export function read(pass: RawShaderMaterial, pictures: Record<string, Texture>): void {
  for (const [name, texture] of Object.entries(pictures)) {
    const uniform = pass.uniforms[name];
    if (uniform) uniform.value = texture;
  }
}
