/**
 * Turns a camera stream into single pictures, taken only when somebody asks for one.
 *
 * Holds the one <video> element of a play. A picture that nobody asked for is never read.
 */
import { PlayError } from "../play/problems.ts";
import { closeCamera } from "./camera.ts";
import type { Picture } from "./picture.ts";
import type { PictureFeed } from "./picture-feed.ts";

export class CameraFeed implements PictureFeed {
  /** Called whenever the camera has a picture newer than the last one taken. */
  onPicture: () => void = () => undefined;
  /** Called once when the camera was unplugged or taken away. */
  onLost: () => void = () => undefined;

  private readonly video = document.createElement("video");
  private stream: MediaStream | null = null;
  private hasNew = false;
  private callbackId = 0;

  constructor() {
    this.video.muted = true;
    this.video.playsInline = true;
    this.video.setAttribute("playsinline", ""); // Safari looks at the attribute only.
    this.video.setAttribute("aria-hidden", "true");
    // Out of sight but in the document: iPhones give a detached video blank pictures.
    Object.assign(this.video.style, {
      position: "fixed",
      top: "0",
      left: "0",
      width: "1px",
      height: "1px",
      opacity: "0",
      pointerEvents: "none",
    });
  }

  /** Shows the stream's pictures from now on. Throws PlayError camera_lost if it has ended. */
  async open(stream: MediaStream): Promise<void> {
    this.close();
    const track = stream.getVideoTracks()[0];
    if (track === undefined || track.readyState === "ended") {
      throw new PlayError("camera_lost", "the camera stream has ended before the play began");
    }
    this.stream = stream;
    track.addEventListener("ended", this.handleEnded);
    document.body.append(this.video);
    this.video.srcObject = stream;
    await this.video.play();
    this.awaitPicture();
  }

  get isOpen(): boolean {
    return this.stream !== null;
  }

  get hasNewPicture(): boolean {
    return this.hasNew;
  }

  /** Takes the newest picture, or returns null where there is none newer than the last. */
  async take(): Promise<{ picture: Picture; takenMs: number } | null> {
    if (!this.hasNew || this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    this.hasNew = false;
    const takenMs = performance.now();
    const picture = await createImageBitmap(this.video);
    return { picture, takenMs };
  }

  /** Returns what the camera shows now, or null without any; it stays there for `take`. */
  async glance(): Promise<Picture | null> {
    if (this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
    return createImageBitmap(this.video);
  }

  /** Lets the camera go and forgets it. */
  close(): void {
    if (this.stream === null) return;
    if (this.callbackId !== 0) this.video.cancelVideoFrameCallback(this.callbackId);
    this.callbackId = 0;
    for (const track of this.stream.getTracks()) {
      track.removeEventListener("ended", this.handleEnded);
    }
    closeCamera(this.stream);
    this.stream = null;
    this.hasNew = false;
    this.video.pause();
    this.video.srcObject = null;
    this.video.remove();
  }

  private readonly handleEnded = (): void => {
    this.close();
    this.onLost();
  };

  private awaitPicture(): void {
    this.callbackId = this.video.requestVideoFrameCallback(() => {
      this.hasNew = true;
      this.awaitPicture();
      this.onPicture();
    });
  }
}
