/** What a play leaves for the visitor to keep: in memory alone, until they leave or play again. */

import type { BorderWords } from "./recording-border.ts";
import type { Box } from "./recording-layout.ts";
import type { VideoKeeper } from "./video-keeper.ts";

export interface Kept {
  /** null: the effect records none, or this browser makes none. */
  video: Blob | null;
  /** A video was wanted, and this browser cannot make one. */
  isVideoMissing: boolean;
  /** What the camera frame showed at each shutter, by the effect's names for them; often "". */
  stills: ReadonlyMap<string, HTMLCanvasElement>;
}

/** Longer side of the one still, in pixels; more is only noise of the camera. */
const STILL_PX_MAX = 1600;
/** ... and of one among several, which are shown small and must all fit into a phone's memory. */
const NAMED_STILL_PX_MAX = 800;

/** Gathers video and still while the play goes on. */
export class Keepsake {
  private opening: Promise<VideoKeeper | null> | null = null;
  private video: VideoKeeper | null = null;
  private readonly stills = new Map<string, HTMLCanvasElement>();
  private isRecording = false;
  /** The names of stills that are to be taken of what is drawn next. */
  private dueStills: string[] = [];
  private isOver = false;

  /** sound: what is heard, asked for when a video begins. */
  constructor(
    private readonly words: BorderWords,
    private readonly sound: () => MediaStreamAudioTrack | null,
  ) {}

  /** Takes what a tick says of keeping. */
  follow(report: { is_recording: boolean; shutter: string | null }): void {
    if (this.isRecording && !report.is_recording) this.video?.rest();
    this.isRecording = report.is_recording;
    if (report.shutter !== null) this.dueStills.push(report.shutter);
  }

  get wantsStill(): boolean {
    return this.dueStills.length > 0 && !this.isOver;
  }

  /** Takes the still; call while the canvas holds it. */
  photograph(canvas: HTMLCanvasElement, frame: Box): void {
    for (const name of this.dueStills) {
      this.stills.set(
        name,
        pictureOf(canvas, frame, name === "" ? STILL_PX_MAX : NAMED_STILL_PX_MAX),
      );
    }
    this.dueStills = [];
  }

  /**
   * Takes what the stage has just drawn; call in the same task.
   *
   * frame: where the camera frame lies on the canvas, in its pixels; null: there is none.
   */
  see(canvas: HTMLCanvasElement, frame: Box | null, nowMs: number): void {
    if (this.isOver || !this.isRecording) return;
    if (frame === null || frame.width < 1 || frame.height < 1) return;
    this.opening ??= this.open(frame);
    this.video?.take(canvas, frame, nowMs);
  }

  /** Ends the gathering and returns what there is. */
  async finish(): Promise<Kept> {
    this.isOver = true;
    const { stills, opening } = this;
    const keeper = await opening;
    const video = (await keeper?.finish()) ?? null;
    return { video, isVideoMissing: opening !== null && video === null, stills };
  }

  /** Forgets everything: the visitor left before the end. */
  forget(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.stills.clear();
    void this.opening?.then((keeper) => keeper?.cancel());
  }

  private async open(frame: Box): Promise<VideoKeeper | null> {
    try {
      const { VideoKeeper } = await import("./video-keeper.ts");
      const keeper = await VideoKeeper.open(frame, this.words, this.sound());
      this.video = keeper;
      return keeper;
    } catch (error) {
      console.warn("The video of the play could not be made:", error);
      return null;
    }
  }
}

function pictureOf(canvas: HTMLCanvasElement, frame: Box, pxMax: number): HTMLCanvasElement {
  const { left, top, width, height } = frame;
  const scale = Math.min(1, pxMax / Math.max(width, height));
  const still = document.createElement("canvas");
  still.width = Math.round(width * scale);
  still.height = Math.round(height * scale);
  const pen = still.getContext("2d");
  pen?.drawImage(canvas, left, top, width, height, 0, 0, still.width, still.height);
  return still;
}
