/**
 * Where things may hang on the visitor's face, followed at display rate from the newest landmarks.
 *
 * Positions are in 0..1 of the *mirrored* picture: besides effects/engine/signals.py this folder
 * is the only place that mirrors.
 */
import type { EngineDescription } from "../runtime/micropython.ts";
import type { TrackedFace, TrackerFrame } from "../tracking/tracker-frame.ts";
import { POINT_SIZE } from "./body-point.ts";
import { OneEuro } from "./one-euro.ts";

type Points = Pick<TrackedFace, "points">;

export interface Spot {
  x: number;
  y: number;
}

export class FaceAnchors {
  private readonly places = new Map<string, number[]>();
  private readonly filters = new Map<string, { x: OneEuro; y: OneEuro }>();
  private readonly spots = new Map<string, Spot>();
  /** The face that is followed, and its place in the newest frame. */
  face: Points | null = null;
  faceIndex = -1;
  private readonly middle: number[];
  private readonly top: number;
  private readonly bottom: number;

  constructor(description: EngineDescription) {
    const { anchors, anchor_filter, face_landmark_order } = description;
    const placeOf = (name: string): number => face_landmark_order.indexOf(name) * POINT_SIZE;
    for (const [anchor, names] of Object.entries(anchors)) {
      this.places.set(anchor, names.map(placeOf));
      const filter = (): OneEuro => new OneEuro(anchor_filter.min_cutoff_hz, anchor_filter.beta);
      this.filters.set(anchor, { x: filter(), y: filter() });
    }
    this.middle = [placeOf("between_eyes"), placeOf("chin")];
    this.top = placeOf("forehead");
    this.bottom = placeOf("chin");
  }

  /** Takes the newest landmarks; keeps to the face that was followed before. */
  update(frame: TrackerFrame): void {
    const before = this.face;
    this.face = null;
    this.faceIndex = -1;
    let best = Number.POSITIVE_INFINITY;
    frame.faces.forEach((face, index) => {
      const score = before === null ? -this.heightOf(face) : this.distance(before, face);
      if (score < best) {
        best = score;
        this.face = face;
        this.faceIndex = index;
      }
    });
    if (this.face === null) {
      for (const filter of this.filters.values()) {
        filter.x.reset();
        filter.y.reset();
      }
      this.spots.clear();
    }
  }

  /** Moves the smoothed spots on by so many seconds. */
  advance(passedS: number): void {
    if (this.face === null) return;
    for (const [anchor, places] of this.places) {
      const filter = this.filters.get(anchor);
      const target = spotOf(this.face, places);
      if (filter === undefined) continue;
      this.spots.set(anchor, {
        x: filter.x.next(target.x, passedS),
        y: filter.y.next(target.y, passedS),
      });
    }
  }

  /** Returns where an anchor is, or null while there is no face. */
  spot(anchor: string): Spot | null {
    return this.spots.get(anchor) ?? null;
  }

  /** The face's middle and its height, unsmoothed, or null without a face. */
  get head(): (Spot & { height: number }) | null {
    if (this.face === null) return null;
    return { ...spotOf(this.face, this.middle), height: this.heightOf(this.face) };
  }

  private heightOf(face: Points): number {
    const a = spotOf(face, [this.top]);
    const b = spotOf(face, [this.bottom]);
    return Math.hypot(a.x - b.x, a.y - b.y);
  }

  private distance(one: Points, other: Points): number {
    const a = spotOf(one, this.middle);
    const b = spotOf(other, this.middle);
    return Math.hypot(a.x - b.x, a.y - b.y);
  }
}

/** The middle of some landmarks, mirrored. */
function spotOf(face: Points, places: number[]): Spot {
  let x = 0;
  let y = 0;
  for (const place of places) {
    x += 1 - (face.points[place] ?? 0.5);
    y += face.points[place + 1] ?? 0.5;
  }
  return { x: x / places.length, y: y / places.length };
}
