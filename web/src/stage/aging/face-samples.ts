/** A small copy of the camera picture about a face, read point by point. */
import { ALIGNED, type FaceFrame, type Point, pointOf } from "./face-frame.ts";
import { ANCHORS } from "./landmarks.ts";
import { type Tone, toneOf } from "./tone.ts";
import { BRIDGE, BRIDGE_BANDS } from "./worn.ts";

const SIDE = 96;

export interface Sample {
  at: Point;
  tone: Tone;
  person: number;
}

export interface Seen {
  samples: Sample[];
  /** Lightness down the bridge of the nose, row by row, in each of its bands. */
  bridge: number[][];
}

export class FaceSamples {
  private readonly pen: CanvasRenderingContext2D | null;

  constructor() {
    const canvas = document.createElement("canvas");
    canvas.width = SIDE;
    canvas.height = SIDE + BRIDGE.rows; // The bridge of the nose stands below.
    this.pen = canvas.getContext("2d", { willReadFrequently: true });
  }

  /** person: how surely (0..1) one is seen at a place of the face's frame. */
  look(
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
    const lightAt = (column: number, row: number): number => {
      const [red = 0, green = 0, blue = 0] = pixel(column, SIDE + row);
      return toneOf(red, green, blue)[0];
    };
    const bridge = BRIDGE_BANDS.map(([from, to]) => {
      const columns = Array.from({ length: width }, (_, column) => column).filter(
        (column) => column + 0.5 > from * width && column + 0.5 < to * width,
      );
      return Array.from({ length: BRIDGE.rows }, (_, row) => {
        const sum = columns.reduce((all, column) => all + lightAt(column, row), 0);
        return sum / columns.length;
      });
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
