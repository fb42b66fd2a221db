/** The pictures that the passes of ageing draw into, in the sizes that a face asks for. */
import {
  LinearFilter,
  LinearMipmapLinearFilter,
  RepeatWrapping,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";
import { target } from "./pass.ts";

/** Sides of the aligned picture, in pixels. */
const SIDES = [192, 256, 320, 384, 512, 768, 1024, 1536] as const;
const MAP_SIDE = 112;
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
    const isFine = drawsFloats(three);
    const square = (divisor: number, fine: boolean): WebGLRenderTarget =>
      target(side / divisor, side / divisor, fine);
    this.aligned = square(1, false);
    this.smoothedTurn = square(2, isFine);
    this.smoothed = square(2, isFine);
    this.features = featureTarget(side / 2);
    this.base = square(4, isFine);
    this.baseTurn = square(4, isFine);
    this.cheeks = square(8, isFine);
    this.cheeksTurn = square(8, isFine);
    this.lines = square(1, isFine);
    this.change = square(1, isFine);
    this.regions = square(2, false);
    this.regionsBefore = square(2, false);
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
  readonly relief = target(RELIEF_SIDE, RELIEF_SIDE, false);
  readonly pattern: WebGLRenderTarget;
  readonly forward: WebGLRenderTarget;
  readonly inverse: WebGLRenderTarget;

  constructor(three: WebGLRenderer) {
    this.pattern = patternTarget();
    const isFine = drawsFloats(three);
    this.forward = target(MAP_SIDE, MAP_SIDE, isFine);
    this.inverse = target(MAP_SIDE, MAP_SIDE, isFine);
  }

  dispose(): void {
    for (const map of [this.relief, this.pattern, this.forward, this.inverse]) map.dispose();
  }
}

function drawsFloats(three: WebGLRenderer): boolean {
  const { extensions } = three;
  return extensions.has("EXT_color_buffer_float") || extensions.has("EXT_color_buffer_half_float");
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
  const made = target(PATTERN_SIDE, PATTERN_SIDE, false);
  made.texture.wrapS = RepeatWrapping;
  made.texture.wrapT = RepeatWrapping;
  // It is finer than a small aligned picture: without them it would shimmer on a head that turns.
  made.texture.generateMipmaps = true;
  made.texture.minFilter = LinearMipmapLinearFilter;
  return made;
}
