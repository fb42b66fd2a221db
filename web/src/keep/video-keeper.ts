/**
 * Makes a short video of what the stage shows inside the camera frame, in memory alone.
 *
 * Pictures that the encoder has no room for are left out: tracking and drawing go first. Nothing
 * is stored and nothing is sent; the visitor gets a Blob.
 */
import {
  BufferTarget,
  CanvasSource,
  canEncodeAudio,
  MediaStreamAudioTrackSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from "mediabunny";
import { picturePath } from "./paper.ts";
import { drawCovering } from "./pictures.ts";
import { type BorderWords, drawBorder } from "./recording-border.ts";
import { type Box, type RecordingLayout, recordingLayout } from "./recording-layout.ts";
import {
  chooseVideoFormat,
  FRAMES_PER_S_MAX,
  VIDEO_BITS_PER_S,
  type VideoFormat,
} from "./video-format.ts";

const VIDEO_S_MAX = 10;
const PICTURE_S = 1 / FRAMES_PER_S_MAX;
/** A display of 60 Hz offers every second picture a little early now and then. */
const EARLY_MS = 6;
/** A longer gap was a stall, which the video leaves out. */
const GAP_S_MAX = 0.5;
const KEY_PICTURE_EVERY_S = 2;
const SOUND_BITS_PER_S = 96_000;

export class VideoKeeper {
  private readonly pen: CanvasRenderingContext2D;
  private readonly target = new BufferTarget();
  private readonly output: Output;
  private readonly pictures: CanvasSource;
  private readonly corner: Path2D;
  private sound: MediaStreamAudioTrackSource | null = null;
  private atS = 0;
  private lastMs: number | null = null;
  /** Between two parts that are joined in the video. */
  private isResting = false;
  private isBusy = false;
  private isOver = false;
  private failure: unknown = null;

  /**
   * Returns a keeper for a camera frame of this size (pixels), null where no video can be made.
   *
   * sound: what is heard; left out where its encoder is missing.
   */
  static async open(
    frame: { width: number; height: number },
    words: BorderWords,
    sound: MediaStreamAudioTrack | null,
  ): Promise<VideoKeeper | null> {
    const layout = recordingLayout(frame.width, frame.height);
    const format = await chooseVideoFormat(layout.width, layout.height);
    if (format === null) return null;
    const canvas = document.createElement("canvas");
    canvas.width = layout.width;
    canvas.height = layout.height;
    const pen = canvas.getContext("2d", { alpha: false });
    if (pen === null) return null;
    await drawBorder(pen, layout, words);
    const keeper = new VideoKeeper(canvas, pen, layout, format, await encodable(sound, format));
    await keeper.output.start();
    return keeper;
  }

  private constructor(
    canvas: HTMLCanvasElement,
    pen: CanvasRenderingContext2D,
    private readonly layout: RecordingLayout,
    private readonly format: VideoFormat,
    sound: MediaStreamAudioTrack | null,
  ) {
    this.pen = pen;
    this.corner = picturePath(layout.picture);
    this.output = new Output({
      format:
        format.container === "mp4"
          ? new Mp4OutputFormat({ fastStart: "in-memory" })
          : new WebMOutputFormat(),
      target: this.target,
    });
    this.pictures = new CanvasSource(canvas, {
      codec: format.codec,
      fullCodecString: format.codecString,
      bitrate: VIDEO_BITS_PER_S,
      keyFrameInterval: KEY_PICTURE_EVERY_S,
      latencyMode: "realtime",
    });
    this.output.addVideoTrack(this.pictures);
    if (sound !== null) {
      const source = new MediaStreamAudioTrackSource(sound, {
        codec: format.container === "mp4" ? "aac" : "opus",
        bitrate: SOUND_BITS_PER_S,
      });
      source.errorPromise.catch((error: unknown) => this.fail(error));
      this.output.addAudioTrack(source);
      this.sound = source;
    }
  }

  /** Whether nothing more is taken: ten seconds are full, or the encoder broke. */
  get isFull(): boolean {
    return this.isOver;
  }

  /**
   * Takes what the stage has just drawn; call in the same task, before the canvas is cleared.
   *
   * frame: where the camera frame lies on the canvas, in its pixels. nowMs: of the display refresh.
   */
  take(canvas: HTMLCanvasElement, frame: Box, nowMs: number): void {
    if (this.isOver || this.isBusy) return;
    const passedS = this.passedS(nowMs);
    if (this.lastMs !== null && passedS < PICTURE_S - EARLY_MS / 1000) return;
    if (this.isResting) this.sound?.resume();
    this.isResting = false;
    const atS = this.atS + Math.min(passedS, GAP_S_MAX);
    if (atS + PICTURE_S > VIDEO_S_MAX) {
      this.isOver = true;
      return;
    }
    this.atS = atS;
    this.lastMs = nowMs;
    this.compose(canvas, frame);
    this.isBusy = true;
    this.pictures.add(atS, PICTURE_S).then(
      () => {
        this.isBusy = false;
      },
      (error: unknown) => this.fail(error),
    );
  }

  /** Ends a part: what is taken next follows at once on what was taken last. */
  rest(): void {
    if (this.isOver || this.isResting) return;
    this.isResting = true;
    this.sound?.pause();
  }

  /** Ends the video and returns it; null when there is none to speak of. */
  async finish(): Promise<Blob | null> {
    this.isOver = true;
    if (this.lastMs === null || this.failure !== null) {
      await this.output.cancel();
      return null;
    }
    try {
      await this.output.finalize();
    } catch (error) {
      this.fail(error);
    }
    const { buffer } = this.target;
    if (buffer === null) return null;
    return new Blob([buffer], { type: this.format.mediaType });
  }

  /** Throws away what was taken. */
  async cancel(): Promise<void> {
    this.isOver = true;
    if (this.output.state === "started") await this.output.cancel();
  }

  private passedS(nowMs: number): number {
    if (this.lastMs === null) return 0;
    return this.isResting ? PICTURE_S : (nowMs - this.lastMs) / 1000;
  }

  private compose(canvas: HTMLCanvasElement, frame: Box): void {
    this.pen.save();
    this.pen.clip(this.corner);
    drawCovering(this.pen, canvas, frame, this.layout.picture);
    this.pen.restore();
  }

  private fail(error: unknown): void {
    if (this.failure === null) console.warn("The video of the play could not be made:", error);
    this.failure = error;
    this.isOver = true;
  }
}

/** Returns the sound where this browser can encode it for the container, else null. */
async function encodable(
  sound: MediaStreamAudioTrack | null,
  { container }: VideoFormat,
): Promise<MediaStreamAudioTrack | null> {
  if (sound === null) return null;
  const codec = container === "mp4" ? "aac" : "opus";
  const { sampleRate, channelCount } = sound.getSettings();
  const can = await canEncodeAudio(codec, {
    numberOfChannels: channelCount ?? 2,
    ...(sampleRate === undefined ? {} : { sampleRate }),
    bitrate: SOUND_BITS_PER_S,
  });
  return can ? sound : null;
}
