/**
 * The tiles of the aligned picture in which ageing changes colours: where the head is, and long hair.
 * A good half of the picture is room or clothes, and is not drawn.
 */
import { BufferAttribute, BufferGeometry, DynamicDrawUsage } from "three";
import { ALIGNED, type Point } from "./face-frame.ts";

/** Along one side. */
const TILES = 20;
/** The face itself always, and skin as far as this, about the aligned picture's middle. */
const FACE = { x: 0.62, y: 0.85 } as const;
const SKIN = { x: 1.12, y: 1.4 } as const;
/** Hair fades out so far below its end; see shaders/regions.ts for all of these. */
const HAIR_FADES = 0.14;
/** A bonnet, and the way that it takes when it is lifted off. */
const BONNET = { x: 0.95, bottom: 0.5 } as const;
/** What is less surely a person changes by less than the eye can tell. */
const PERSON_MIN = 0.03;

export class HeadTiles {
  readonly geometry = new BufferGeometry();
  private readonly index: BufferAttribute;
  private readonly isThere = new Uint8Array((TILES + 1) ** 2);

  constructor() {
    const corners = Array.from({ length: (TILES + 1) ** 2 }, (_, number) => {
      const { column, row } = gridPlace(number);
      return [(2 * column) / TILES - 1, (2 * row) / TILES - 1, 0];
    });
    const places = new BufferAttribute(new Float32Array(corners.flat()), 3);
    this.index = new BufferAttribute(new Uint16Array(TILES * TILES * 6), 1);
    this.index.setUsage(DynamicDrawUsage);
    this.geometry.setAttribute("position", places);
    this.geometry.setIndex(this.index);
  }

  /** person: how surely (0..1) one is seen at a place of the face's frame. hairEnd: see Colours. */
  update(person: (at: Point) => number, hairEnd: number, hasBonnet: boolean): void {
    const { isThere, index } = this;
    for (let number = 0; number < isThere.length; number += 1) {
      const { column, row } = gridPlace(number);
      const at = {
        x: ALIGNED.middleX + ((2 * column) / TILES - 1) * ALIGNED.half,
        y: ALIGNED.middleY + ((2 * row) / TILES - 1) * ALIGNED.half,
      };
      const mayChange = isWithin(at, SKIN) || at.y < hairEnd + HAIR_FADES;
      const isBonnet = hasBonnet && Math.abs(at.x) < BONNET.x && at.y < BONNET.bottom;
      const isSeen = isBonnet || isWithin(at, FACE) || (mayChange && person(at) > PERSON_MIN);
      isThere[number] = isSeen ? 1 : 0;
    }
    let count = 0;
    for (let row = 0; row < TILES; row += 1) {
      // Tiles side by side are one: a processor pays for every triangle, and along every edge.
      let first: number | null = null;
      for (let column = 0; column <= TILES; column += 1) {
        const corner = row * (TILES + 1) + column;
        const below = corner + TILES + 1;
        const corners = [corner, corner + 1, below, below + 1];
        if (column < TILES && corners.some((each) => isThere[each])) first ??= corner;
        else if (first !== null) {
          const firstBelow = first + TILES + 1;
          index.array.set([first, corner, firstBelow, corner, below, firstBelow], count);
          count += 6;
          first = null;
        }
      }
    }
    index.needsUpdate = true;
    this.geometry.setDrawRange(0, count);
  }

  dispose(): void {
    this.geometry.dispose();
  }
}

function gridPlace(number: number): { column: number; row: number } {
  return { column: number % (TILES + 1), row: Math.floor(number / (TILES + 1)) };
}

function isWithin({ x, y }: Point, ellipse: { x: number; y: number }): boolean {
  return Math.hypot((x - ALIGNED.middleX) / ellipse.x, (y - ALIGNED.middleY) / ellipse.y) < 1;
}
