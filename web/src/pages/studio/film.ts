/**
 * The pictures of a take, kept small and in memory alone, so that scrubbing shows who was seen.
 *
 * Gone with the take; nothing of them is stored or sent.
 */
import type { Tracked } from "../../tracking/messages.ts";

const WIDTH_PX = 480;
const QUALITY = 0.8;
/** Two minutes at full rate, about 60 MB at most; older pictures are let go. */
const PICTURES_MAX = 3600;

interface FilmPicture {
  tick: number;
  /** null while it is being encoded. */
  blob: Blob | null;
  tracked: Omit<Tracked, "picture">;
}

export interface ShownPicture {
  picture: ImageBitmap;
  tracked: Omit<Tracked, "picture">;
}

export class Film {
  private readonly pictures: FilmPicture[] = [];
  private readonly canvas = new OffscreenCanvas(1, 1);

  get isEmpty(): boolean {
    return this.pictures.length === 0;
  }

  /** Keeps a copy of what was tracked for a tick; the picture stays the caller's. */
  add(tick: number, tracked: Tracked): void {
    const { picture, ...rest } = tracked;
    const { width, height } = tracked.frame;
    this.canvas.width = WIDTH_PX;
    this.canvas.height = Math.round((WIDTH_PX * height) / Math.max(1, width));
    const pen = this.canvas.getContext("2d");
    if (pen === null) return;
    pen.drawImage(picture, 0, 0, this.canvas.width, this.canvas.height);
    const kept: FilmPicture = { tick, blob: null, tracked: rest };
    this.pictures.push(kept);
    if (this.pictures.length > PICTURES_MAX) this.pictures.shift();
    // The canvas is read in this very task; only the encoding goes on beside it.
    void this.canvas.convertToBlob({ type: "image/jpeg", quality: QUALITY }).then((blob) => {
      kept.blob = blob;
    });
  }

  /** The place in the film of what was seen at a tick; -1 for none. */
  placeAt(tick: number): number {
    let [low, high] = [0, this.pictures.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.pictures[middle]?.tick ?? 0) <= tick) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  async show(place: number): Promise<ShownPicture | null> {
    const kept = this.pictures[place];
    if (kept?.blob == null) return null;
    return { picture: await createImageBitmap(kept.blob), tracked: kept.tracked };
  }

  /** Forgets what came after a tick. */
  cutAfter(tick: number): void {
    this.pictures.length = this.placeAt(tick) + 1;
  }
}
