/** The pictures of a film or photograph by their own times, decoded in the page. */
import { ALL_FORMATS, BlobSource, CanvasSink, Input, type WrappedCanvas } from "mediabunny";
import { openPhoto } from "../../../camera/photo.ts";
import { PlayError } from "../../../play/problems.ts";

/** The tracker looks at pictures of about this size; larger ones only cost time. */
const HEIGHT_PX_MAX = 720;
/** A photograph is a clip of this length. */
const PHOTO_S = 20;
/** Times in files are rounded: a picture may be so much before its tick. */
const EARLY_S = 0.002;

export interface ClipPictures {
  readonly durationS: number;
  /** Returns the picture of a moment, null where it is the one before it still. The caller closes it. */
  at(timeS: number): Promise<ImageBitmap | null>;
  /** Has `at` give the first picture anew. */
  rewind(): void;
  close(): void;
}

/** Opens a file. Throws PlayError photo_unreadable where the browser cannot read it. */
export async function openClip(file: File): Promise<ClipPictures> {
  if (file.type.startsWith("image/")) return new PhotoPictures(await openPhoto(file));
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(file) });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw new Error("it has no pictures");
    if (!(await track.canDecode())) throw new Error(`this browser cannot decode ${track.codec}`);
    const scale = Math.min(1, HEIGHT_PX_MAX / track.displayHeight);
    const sink = new CanvasSink(track, {
      width: Math.round(track.displayWidth * scale),
      height: Math.round(track.displayHeight * scale),
      fit: "fill",
      poolSize: 3,
    });
    const beginS = await track.getFirstTimestamp();
    return new FilmPictures(input, sink, beginS, await track.computeDuration());
  } catch (error) {
    input.dispose();
    const message = `got ${file.name || "a file"} (${file.type || "no known type"}): ${String(error)}`;
    throw new PlayError("photo_unreadable", message, { cause: error });
  }
}

class FilmPictures implements ClipPictures {
  readonly durationS: number;
  private pictures: AsyncGenerator<WrappedCanvas, void, unknown> | null = null;
  private upcoming: WrappedCanvas | null = null;
  private lastS = Number.POSITIVE_INFINITY;

  constructor(
    private readonly input: Input,
    private readonly sink: CanvasSink,
    private readonly beginS: number,
    endS: number,
  ) {
    this.durationS = Math.max(0, endS - beginS);
  }

  async at(timeS: number): Promise<ImageBitmap | null> {
    if (timeS < this.lastS) await this.restart(timeS);
    this.lastS = timeS;
    let picture: ImageBitmap | null = null;
    while (this.upcoming !== null && this.upcoming.timestamp <= this.beginS + timeS + EARLY_S) {
      picture?.close();
      picture = await createImageBitmap(this.upcoming.canvas);
      await this.advance();
    }
    return picture;
  }

  rewind(): void {
    this.lastS = Number.POSITIVE_INFINITY;
  }

  close(): void {
    void this.pictures?.return();
    this.input.dispose();
  }

  private async restart(timeS: number): Promise<void> {
    await this.pictures?.return();
    this.pictures = this.sink.canvases(this.beginS + timeS);
    await this.advance();
  }

  private async advance(): Promise<void> {
    this.upcoming = (await this.pictures?.next())?.value ?? null;
  }
}

class PhotoPictures implements ClipPictures {
  readonly durationS = PHOTO_S;

  constructor(private readonly photo: ImageBitmap) {}

  at(): Promise<ImageBitmap> {
    return createImageBitmap(this.photo);
  }

  rewind(): void {}

  close(): void {
    this.photo.close();
  }
}
