/** The pictures that the passes of ageing draw into, in the sizes that a face asks for. */
import {
  FloatType,
  HalfFloatType,
  LinearFilter,
  LinearMipmapLinearFilter,
  RepeatWrapping,
  type TextureDataType,
  UnsignedByteType,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";
import { isSoftwareRenderer, rendererName } from "../../tracking/delegate.ts";
import { target } from "./pass.ts";

/** Sides of the aligned picture, in pixels. */
const SIDES = [192, 256, 320, 384, 512, 768, 1024, 1536] as const;
const MAP_SIDE = 80;
const RELIEF_SIDE = 80;
const PATTERN_SIDE = 512;

/** Returns the side that shows a face so many pixels across as finely as its picture does. */
export function alignedSide(wantedPx: number, maxPx: number): number {
  const offered = SIDES.filter((side) => side <= maxPx);
  return offered.find((side) => side >= 0.85 * wantedPx) ?? offered[offered.length - 1] ?? SIDES[0];
}

export class AgingTargets {
  readonly aligned: WebGLRenderTarget;
  readonly smoothedTurn: WebGLRenderTarget;
  readonly smoothed: WebGLRenderTarget;
  readonly features: WebGLRenderTarget;
  readonly base: WebGLRenderTarget;
  readonly baseTurn: WebGLRenderTarget;
  readonly cheeks: WebGLRenderTarget;
  readonly cheeksTurn: WebGLRenderTarget;
  readonly lines: WebGLRenderTarget;
  readonly change: WebGLRenderTarget;
  regions: WebGLRenderTarget;
  regionsBefore: WebGLRenderTarget;

  constructor(
    three: WebGLRenderer,
    readonly side: number,
  ) {
    const fine = fineType(three);
    const square = (divisor: number, type?: TextureDataType): WebGLRenderTarget =>
      target(side / divisor, side / divisor, type);
    this.aligned = square(1);
    this.smoothedTurn = square(2, fine);
    this.smoothed = square(2, fine);
    this.features = featureTarget(side / 2);
    this.base = square(4, fine);
    this.baseTurn = square(4, fine);
    this.cheeks = square(8, fine);
    this.cheeksTurn = square(8, fine);
    this.lines = square(1, fine);
    this.change = square(1, fine);
    this.regions = square(2);
    this.regionsBefore = square(2);
  }

  /** The regions of this picture become those before. */
  turnRegions(): void {
    [this.regions, this.regionsBefore] = [this.regionsBefore, this.regions];
  }

  dispose(): void {
    for (const value of Object.values(this)) {
      if (value instanceof WebGLRenderTarget) value.dispose();
    }
  }
}

/** Targets whose size does not change with the face. */
export class AgingMaps {
  readonly relief = target(RELIEF_SIDE, RELIEF_SIDE);
  readonly pattern: WebGLRenderTarget;
  readonly forward: WebGLRenderTarget;
  readonly inverse: WebGLRenderTarget;

  constructor(three: WebGLRenderer) {
    this.pattern = patternTarget();
    const fine = fineType(three);
    this.forward = target(MAP_SIDE, MAP_SIDE, fine);
    this.inverse = target(MAP_SIDE, MAP_SIDE, fine);
  }

  dispose(): void {
    for (const map of [this.relief, this.pattern, this.forward, this.inverse]) map.dispose();
  }
}

/** What the least differences are kept in: whole floats a processor reads far faster than halves. */
function fineType(three: WebGLRenderer): TextureDataType {
  const has = (...names: string[]): boolean => names.every((name) => three.extensions.has(name));
  const gl = three.getContext() as WebGL2RenderingContext;
  const drawsFloats = has("EXT_color_buffer_float");
  const readsFloats = drawsFloats && has("OES_texture_float_linear", "EXT_float_blend");
  if (readsFloats && isSoftwareRenderer(rendererName(gl))) return FloatType;
  const drawsHalves = drawsFloats || has("EXT_color_buffer_half_float");
  return drawsHalves ? HalfFloatType : UnsignedByteType;
}

function featureTarget(side: number): WebGLRenderTarget {
  return new WebGLRenderTarget(side, side, {
    count: 2,
    minFilter: LinearFilter,
    magFilter: LinearFilter,
    generateMipmaps: false,
    depthBuffer: false,
  });
}

function patternTarget(): WebGLRenderTarget {
  const made = target(PATTERN_SIDE, PATTERN_SIDE);
  made.texture.wrapS = RepeatWrapping;
  made.texture.wrapT = RepeatWrapping;
  // It is finer than a small aligned picture: without them it would shimmer on a head that turns.
  made.texture.generateMipmaps = true;
  made.texture.minFilter = LinearMipmapLinearFilter;
  return made;
}
