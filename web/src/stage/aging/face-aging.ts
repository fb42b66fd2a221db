/**
 * Draws the face in a tracked camera picture at another age.
 *
 * The picture is laid into the face's own frame; there masks of its parts, blurred copies and a map of
 * lines make a picture of what changes in colour; a map of displacements moves it to another shape; a
 * lens through which the camera picture is read puts both into it. passes.md beside this file counts
 * what that costs, looks.md says how old it looks.
 * Nobody's age is guessed, nothing leaves the GPU but a few medians of colours, nothing is kept.
 */
import {
  type BufferGeometry,
  Color,
  type Texture,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from "three";
import type { PersonMask } from "../../tracking/tracker-task.ts";
import type { Lens, LensArea } from "../camera-view.ts";
import { type AgeAmounts, ageAmounts } from "./age-amounts.ts";
import { AgingPasses, read } from "./aging-passes.ts";
import { AgingMaps, AgingTargets, alignedSide } from "./aging-targets.ts";
import { ColourModel } from "./colour-model.ts";
import {
  ALIGNED,
  type FaceFrame,
  faceFrame,
  handIn,
  type Point,
  placeIn,
  shapeIn,
} from "./face-frame.ts";
import { FaceFrameFilter } from "./face-frame-filter.ts";
import { FeatureMesh } from "./feature-mesh.ts";
import { FoldMesh } from "./fold-mesh.ts";
import { HeadTiles } from "./head-tiles.ts";
import { type Ground, PassRunner, target } from "./pass.ts";
import { seedOf } from "./person-seed.ts";
import { PersonTexture } from "./person-texture.ts";
import { BLUR_REACH, TAPS } from "./shaders/blur.ts";
import { WARPED } from "./shaders/displacement.ts";
import { AGING_LENS } from "./shaders/output.ts";
import { ShapeFilter } from "./shape-filter.ts";

/** Standard deviations of the blurs, in face widths. */
const SIGMA = { fine: 0.018, base: 0.07, cheeks: 0.25 } as const;
/** Masks follow new ones within this time, so that their edges do not flicker. */
const MASK_FOLLOW_S = 0.08;
/** After so long without a face the next one is somebody else's. */
const FORGET_S = 1;
/** Where nothing changes; see shaders/composite.ts. */
const NO_CHANGE: Ground = { colour: new Color().setScalar(0.5), alpha: 1 };
/** A still is worth more than a moving picture, and is drawn once. */
const STILL_SIDE_MAX = 768;
/** Pictures over which a person's proportions are averaged before they give a seed. */
const SEED_PICTURES = 8;

export interface FaceAgingOptions {
  /** The aligned picture's side is at most this many pixels: what a slow renderer can afford. */
  sideMax: number;
  /** The same where nothing grows old: smooth skin needs fewer pixels than lines do. */
  youngSideMax?: number;
  /** Renews what changes slowly with every second picture only, while the age stands still. */
  isThrifty?: boolean;
}

export class FaceAging {
  private readonly runner: PassRunner;
  private readonly passes = new AgingPasses();
  private readonly maps: AgingMaps;
  private readonly features = new FeatureMesh();
  private readonly folds = new FoldMesh();
  private readonly person = new PersonTexture();
  private readonly tiles = new HeadTiles();
  private readonly colourModel = new ColourModel();
  private readonly frameFilter = new FaceFrameFilter();
  private readonly shapeFilter = new ShapeFilter();
  private targets: AgingTargets | null = null;
  private stillTargets: AgingTargets | null = null;
  private output: WebGLRenderTarget | null = null;
  private last: Last | null = null;
  /** What the lens changed of the last picture, in 0..1 of it; null: nothing. */
  area: LensArea | null = null;
  private isNew = true;
  private years = 0;
  private hasRenewed = false;
  private lostS = 0;
  private shapes: Float32Array | null = null;
  private shapesSeen = 0;
  private hasSeed = false;

  constructor(
    private readonly three: WebGLRenderer,
    private readonly options: FaceAgingOptions = { sideMax: 768 },
  ) {
    this.runner = new PassRunner(three);
    this.maps = new AgingMaps(three);
    three.domElement.addEventListener("webglcontextrestored", this.handleRestored);
  }

  /** Shows the camera picture as it was aged last. */
  get lens(): Lens {
    return { shader: AGING_LENS, uniforms: this.passes.lens };
  }

  /**
   * Works out what the lens changes of a picture; nothing, where there is no face or no age.
   *
   * picture: the camera picture, v downwards. size: of the picture, in pixels. meshes: for each face
   * its 478 landmarks, x, y, z in turn, in 0..1 of the picture (z in picture widths); of several faces
   * the largest is aged. personMask: null where this picture has none, see PersonTexture. years: 0
   * leaves the face as it is. passedS: since the last tracked picture. shownPx: how wide the whole
   * picture is drawn, in pixels, where that is less than its own: more would not be seen. hands: 21
   * landmarks of each that is followed, x, y, z in turn, in 0..1 of the picture; what they hide stays
   * what it is.
   */
  age(
    picture: Texture,
    size: { width: number; height: number },
    meshes: readonly Float32Array[],
    personMask: PersonMask | null,
    years: number,
    passedS: number,
    shownPx = size.width,
    hands: readonly (readonly number[])[] = [],
  ): void {
    this.area = null;
    const [face = null, other = null] = byNearness(meshes, size.width, size.height);
    if (face === null) {
      this.lostS += passedS;
      if (this.lostS > FORGET_S) this.forget();
      return;
    }
    this.lostS = 0;
    const frame = this.frameFilter.next(face.frame, passedS);
    const shape = this.shapeFilter.next(
      shapeIn(face.frame, face.mesh, size.width, size.height),
      passedS,
    );
    this.noteShape(shape);
    this.person.update(personMask, frame);
    if (years <= 0) return;
    const amounts = ageAmounts(years);
    this.passes.setPlace(frame, size.width, size.height);
    this.passes.setPersonPlace(this.person.frame, size.width, size.height);
    this.passes.setShape(shape);
    this.passes.setOther(other === null ? null : placeIn(frame, other.frame.origin));
    this.passes.setAmounts(amounts);
    const personAt = this.personIn(this.person.frame ?? frame, size);
    const image = picture.image as CanvasImageSource;
    const colours = this.colourModel.next(image, frame, shape, personAt, passedS);
    this.passes.setColours(colours);
    this.tiles.update(personAt, colours.hairEnd, amounts.baby > 0);
    if (amounts.old > 0) this.needSeed();
    const scale = Math.min(1, shownPx / size.width);
    const targets = this.targetsFor(frame, scale, amounts.old <= 0);
    const mayRest = this.options.isThrifty && !this.isNew && years === this.years;
    this.hasRenewed = !(mayRest && this.hasRenewed);
    this.years = years;
    const { width, height } = size;
    const handPlaces = hands.map((points) => handIn(frame, points, width, height));
    this.features.update(shape, handPlaces);
    const news = this.isNew ? 1 : 1 - Math.exp(-passedS / MASK_FOLLOW_S);
    this.drawRegions(targets, picture, news);
    if (this.hasRenewed) this.drawSlow(targets);
    this.drawChange(targets, frame, shape, amounts);
    this.isNew = false;
    this.area = areaOf(frame, size);
    this.last = { picture, frame, shape, amounts };
  }

  /** Has the lens show the last picture as finely as the camera saw it, for a still. */
  refine(): void {
    const { last } = this;
    if (last === null || this.area === null) return;
    const side = alignedSide(2 * ALIGNED.half * last.frame.unitPx, STILL_SIDE_MAX);
    if (side <= (this.targets?.side ?? side)) return;
    if (this.stillTargets?.side !== side) {
      this.stillTargets?.dispose();
      this.stillTargets = new AgingTargets(this.three, side);
    }
    this.drawRegions(this.stillTargets, last.picture, 1);
    this.drawSlow(this.stillTargets);
    this.drawChange(this.stillTargets, last.frame, last.shape, last.amounts);
  }

  /** Has the lens show the last picture as it was aged at first again. */
  unrefine(): void {
    if (this.targets !== null) this.passes.lens.change.value = this.targets.change.texture;
  }

  /** Returns the picture as it was aged last, in its own size; it stands until the next call. */
  drawn(picture: Texture, { width, height }: { width: number; height: number }): Texture {
    if (this.area === null) return picture;
    if (this.output?.width !== width || this.output.height !== height) {
      this.output?.dispose();
      this.output = target(width, height);
    }
    read(this.passes.output, { picture });
    this.runner.fill(this.output, this.passes.output);
    return this.output.texture;
  }

  /** Takes the next face for another person's. */
  forget(): void {
    this.isNew = true;
    this.last = null;
    this.hasSeed = false;
    this.shapes = null;
    this.shapesSeen = 0;
    this.person.forget();
    this.colourModel.reset();
    this.frameFilter.reset();
    this.shapeFilter.reset();
  }

  dispose(): void {
    this.three.domElement.removeEventListener("webglcontextrestored", this.handleRestored);
    this.targets?.dispose();
    this.stillTargets?.dispose();
    this.output?.dispose();
    for (const part of [
      this.runner,
      this.passes,
      this.maps,
      this.features,
      this.folds,
      this.tiles,
      this.person,
    ]) {
      part.dispose();
    }
  }

  /** What earlier pictures left in targets is gone with the context: it is drawn anew. */
  private readonly handleRestored = (): void => {
    this.isNew = true;
    this.hasSeed = false;
  };

  private noteShape(shape: Float32Array): void {
    if (this.hasSeed) return;
    this.shapes ??= new Float32Array(shape.length);
    this.shapesSeen += 1;
    const share = 1 / this.shapesSeen;
    this.shapes = this.shapes.map((value, index) => value + ((shape[index] ?? 0) - value) * share);
    if (this.shapesSeen >= SEED_PICTURES) this.needSeed();
  }

  private needSeed(): void {
    if (this.hasSeed || this.shapes === null) return;
    this.hasSeed = true;
    const seed = seedOf(this.shapes);
    this.folds.setSeed(seed);
    this.passes.setSeed(seed);
    this.runner.fill(this.maps.pattern, this.passes.pattern);
  }

  private personIn(frame: FaceFrame, size: { width: number; height: number }) {
    const { origin, along, unitPx } = frame;
    return ({ x, y }: Point): number =>
      this.person.at(
        (origin.x + (x * along.x - y * along.y) * unitPx) / size.width,
        (origin.y + (x * along.y + y * along.x) * unitPx) / size.height,
      );
  }

  /** scale: of what is drawn, beside the camera picture. */
  private targetsFor({ unitPx }: FaceFrame, scale: number, isYoung: boolean): AgingTargets {
    const { sideMax, youngSideMax = sideMax } = this.options;
    const most = isYoung ? youngSideMax : sideMax;
    const wanted = alignedSide(2 * ALIGNED.half * unitPx * scale, most);
    const now = this.targets?.side ?? 0;
    // A face that moves to and fro must not make new targets again and again.
    if (this.targets === null || wanted > now || wanted < now / 2 || now > most) {
      this.targets?.dispose();
      this.targets = new AgingTargets(this.three, wanted);
      this.isNew = true;
    }
    return this.targets;
  }

  private drawRegions(targets: AgingTargets, picture: Texture, news: number): void {
    const { runner, passes, person } = this;
    const head = this.tiles.geometry;
    read(passes.align, { picture, person: person.texture });
    runner.fillPart(targets.aligned, passes.align, head);
    const { halvingBlur, fineBlur } = passes;
    this.blur(halvingBlur, targets.aligned, targets.smoothedTurn, "x", SIGMA.fine, TAPS.fine, head);
    this.blur(fineBlur, targets.smoothedTurn, targets.smoothed, "y", SIGMA.fine, TAPS.fine, head);
    runner.drawMesh(targets.features, this.features.scene);
    targets.turnRegions();
    read(passes.regions, {
      aligned: targets.aligned.texture,
      smoothed: targets.smoothed.texture,
      ...featureTextures(targets),
      before: targets.regionsBefore.texture,
    });
    setNumber(passes.regions, "news", news);
    runner.fillPart(targets.regions, passes.regions, head);
  }

  /** What hardly changes from one picture to the next: broad tones of the skin, shade, shapes. */
  private drawSlow(targets: AgingTargets): void {
    const { runner, passes, maps } = this;
    read(passes.skinBlur, { regions: targets.regions.texture });
    this.blur(passes.skinBlur, targets.smoothed, targets.baseTurn, "x", SIGMA.base, TAPS.broad);
    this.blur(passes.broadBlur, targets.baseTurn, targets.base, "y", SIGMA.base, TAPS.broad);
    this.blur(passes.cheekBlur, targets.base, targets.cheeksTurn, "x", SIGMA.cheeks, TAPS.broad);
    this.blur(passes.broadBlur, targets.cheeksTurn, targets.cheeks, "y", SIGMA.cheeks, TAPS.broad);
    runner.fill(maps.relief, passes.relief);
    runner.fill(maps.forward, passes.displacement);
    read(passes.inverse, { forward: maps.forward.texture });
    runner.fill(maps.inverse, passes.inverse);
  }

  private drawChange(
    targets: AgingTargets,
    frame: FaceFrame,
    shape: Float32Array,
    { old }: AgeAmounts,
  ): void {
    const { runner, passes, maps, folds } = this;
    if (old > 0) {
      const texel = (2 * ALIGNED.half) / targets.side;
      folds.update(shape, old, Math.max(texel, 1 / frame.unitPx));
      runner.drawMesh(targets.lines, folds.scene);
    }
    read(passes.composite, {
      aligned: targets.aligned.texture,
      smoothed: targets.smoothed.texture,
      base: targets.base.texture,
      cheeks: targets.cheeks.texture,
      regions: targets.regions.texture,
      ...featureTextures(targets),
      relief: maps.relief.texture,
      lines: targets.lines.texture,
      pattern: maps.pattern.texture,
    });
    runner.fillPart(targets.change, passes.composite, this.tiles.geometry, NO_CHANGE);
    passes.lens.change.value = targets.change.texture;
    passes.lens.inverse_map.value = maps.inverse.texture;
  }

  /** sigma: in face widths; the taps spread over what the source and the target can tell. */
  private blur(
    pass: AgingPasses["fineBlur"],
    from: WebGLRenderTarget,
    into: WebGLRenderTarget,
    axis: "x" | "y",
    sigma: number,
    taps: number,
    part: BufferGeometry | null = null,
  ): void {
    const step = (BLUR_REACH * sigma) / (2 * ALIGNED.half) / taps;
    read(pass, { source: from.texture });
    pass.uniforms.step_uv?.value.set(axis === "x" ? step : 0, axis === "y" ? step : 0);
    if (part === null) this.runner.fill(into, pass);
    else this.runner.fillPart(into, pass, part);
  }
}

function setNumber(pass: AgingPasses["align"], name: string, value: number): void {
  const uniform = pass.uniforms[name];
  if (uniform) uniform.value = value;
}

function featureTextures({ features }: AgingTargets): { features: Texture; details: Texture } {
  const [first = features.texture, second = features.texture] = features.textures;
  return { features: first, details: second };
}

/** Returns the box about all that may change: the ellipse of shapes and the aligned picture. */
function areaOf(
  { origin, along, unitPx }: FaceFrame,
  { width, height }: { width: number; height: number },
): LensArea {
  const { middleX, middleY, radiusX, radiusY, reach } = WARPED;
  const [across, down] = [Math.abs(along.x), Math.abs(along.y)];
  const square = ALIGNED.half * (across + down);
  const halfX = unitPx * Math.max(square, reach * Math.hypot(radiusX * across, radiusY * down));
  const halfY = unitPx * Math.max(square, reach * Math.hypot(radiusX * down, radiusY * across));
  const x = origin.x + (middleX * along.x - middleY * along.y) * unitPx;
  const y = origin.y + (middleX * along.y + middleY * along.x) * unitPx;
  return {
    left: (x - halfX) / width,
    top: (y - halfY) / height,
    right: (x + halfX) / width,
    bottom: (y + halfY) / height,
  };
}

/** What was aged last, so that it can be drawn again. */
interface Last {
  picture: Texture;
  frame: FaceFrame;
  shape: Float32Array;
  amounts: AgeAmounts;
}

interface Face {
  mesh: Float32Array;
  frame: FaceFrame;
}

/** Returns the faces, the largest first. */
function byNearness(meshes: readonly Float32Array[], width: number, height: number): Face[] {
  return meshes
    .map((mesh) => ({ mesh, frame: faceFrame(mesh, width, height) }))
    .sort((one, other) => other.frame.unitPx - one.frame.unitPx);
}
