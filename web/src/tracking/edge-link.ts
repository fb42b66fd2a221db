/**
 * The page's line to the tracker of this place's own computer (server/edge): a small picture goes
 * out, what was found in it comes back, one at a time.
 *
 * Only after the visitor has agreed (edge-consent.ts).
 */
import { type Picture, pictureSize } from "../camera/picture.ts";
import { mayUseEdge } from "./edge-consent.ts";
import { readSeen } from "./edge-seen.ts";
import type { Tracked, TrackPicture } from "./messages.ts";
import type { TrackingNeeds } from "./tracker-frame.ts";
import type { TrackerPort } from "./tracker-port.ts";
import type { TaskName } from "./tracker-task.ts";

/** Chosen by measurement: see server/edge/README.md. */
export const PICTURE_WIDTH_PX = 480;
const JPEG_QUALITY = 0.75;

const WELCOME_MS_MAX = 25_000; // The first visitor waits for the models to be loaded.
const ANSWER_MS_MAX = 6000;
const BUSY_POLL_MS = 5;

/** Before a picture: when it was taken (64-bit float), tasks that rest (8 bits). */
const HEAD_BYTES = 9;
const RESTING_BITS: Readonly<Record<TaskName, number>> = { face: 1, hand: 2, person: 0 };

/** The place is taken, or the server does not answer; the device has to do it itself. */
export class EdgeUnavailable extends Error {
  constructor(readonly reason: "full" | "unreachable") {
    super(`the server does not track: ${reason}`);
    this.name = "EdgeUnavailable";
  }
}

export class EdgeLink implements TrackerPort {
  readonly place = "edge";
  readonly takesAhead = false;
  private readonly pen: CanvasRenderingContext2D;
  private waiting: { resolve(answer: ArrayBuffer): void; reject(error: Error): void } | null = null;
  private isTracking = false;
  private hasEnded = false;

  private constructor(private readonly socket: WebSocket) {
    const pen = document.createElement("canvas").getContext("2d", { alpha: false });
    if (pen === null) throw new EdgeUnavailable("unreachable");
    this.pen = pen;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", ({ data }) => this.hear(data));
    socket.addEventListener("close", () => this.stop());
  }

  /** Throws EdgeUnavailable, or the signal's reason. */
  static async open(needs: TrackingNeeds, signal: AbortSignal): Promise<EdgeLink> {
    if (!mayUseEdge()) throw new Error("the visitor has not agreed to edge tracking");
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/api/edge`);
    try {
      await greet(socket, needs, signal);
      return new EdgeLink(socket);
    } catch (error) {
      socket.close();
      throw error;
    }
  }

  get isBusy(): boolean {
    return this.isTracking;
  }

  get isStopped(): boolean {
    return this.hasEnded;
  }

  async track({ picture, tMs, resting }: TrackPicture): Promise<Tracked> {
    const startedMs = performance.now();
    this.isTracking = true;
    try {
      const jpeg = await this.encode(picture);
      const bits = resting.reduce((sum, task) => sum + RESTING_BITS[task], 0);
      const { faces, hands, meshes } = readSeen(await this.ask(jpeg, tMs, bits));
      const frame = { t_ms: tMs, ...pictureSize(picture), faces, hands };
      const trackMs = performance.now() - startedMs;
      return { kind: "tracked", frame, picture, meshes, personMask: null, trackMs };
    } catch (error) {
      picture.close();
      throw error;
    } finally {
      this.isTracking = false;
    }
  }

  async retire(): Promise<void> {
    while (this.isBusy) await new Promise((resolve) => setTimeout(resolve, BUSY_POLL_MS));
    this.stop();
  }

  stop(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.socket.close();
    this.pen.canvas.width = 0; // The last picture goes with it.
    this.waiting?.reject(new Error("the line to the server's tracker has ended"));
    this.waiting = null;
  }

  private async encode(picture: Picture): Promise<Blob> {
    const { width, height } = pictureSize(picture);
    const scale = Math.min(1, PICTURE_WIDTH_PX / Math.max(width, height));
    const { canvas } = this.pen;
    const [wanted, tall] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== wanted || canvas.height !== tall) {
      canvas.width = wanted;
      canvas.height = tall;
    }
    this.pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, "image/jpeg", JPEG_QUALITY);
    });
    if (blob === null) throw new Error("the picture could not be encoded");
    return blob;
  }

  private async ask(jpeg: Blob, tMs: number, resting: number): Promise<ArrayBuffer> {
    const head = new DataView(new ArrayBuffer(HEAD_BYTES));
    head.setFloat64(0, tMs, true);
    head.setUint8(8, resting);
    const message = await new Blob([head.buffer, jpeg]).arrayBuffer();
    if (this.hasEnded) throw new Error("the line to the server's tracker has ended");
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => this.stop(), ANSWER_MS_MAX);
      this.waiting = {
        resolve: (answer) => {
          window.clearTimeout(timer);
          resolve(answer);
        },
        reject: (error) => {
          window.clearTimeout(timer);
          reject(error);
        },
      };
      this.socket.send(message);
    });
  }

  private hear(data: unknown): void {
    if (data instanceof ArrayBuffer) this.waiting?.resolve(data);
    this.waiting = null;
  }
}

/** Says what is needed, and waits to be let in. */
function greet(socket: WebSocket, needs: TrackingNeeds, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = new AbortController();
    const refuse = (error: unknown): void => {
      end.abort();
      reject(error);
    };
    const timer = window.setTimeout(() => fail("unreachable"), WELCOME_MS_MAX);
    end.signal.addEventListener("abort", () => window.clearTimeout(timer));
    const fail = (reason: EdgeUnavailable["reason"]): void => refuse(new EdgeUnavailable(reason));
    const options = { signal: end.signal };
    socket.addEventListener("open", () => socket.send(JSON.stringify(wireNeeds(needs))), options);
    socket.addEventListener("close", () => fail("unreachable"), options);
    socket.addEventListener("error", () => fail("unreachable"), options);
    socket.addEventListener(
      "message",
      ({ data }) => {
        if (data !== "welcome") return fail(data === "full" ? "full" : "unreachable");
        end.abort();
        resolve();
      },
      options,
    );
    signal.addEventListener("abort", () => refuse(signal.reason), options);
    if (signal.aborted) refuse(signal.reason);
  });
}

/** The needs as server/edge/needs.py reads them. */
function wireNeeds(needs: TrackingNeeds): object {
  return {
    faces: needs.wantsFaces,
    hands: needs.handsMax,
    mesh: needs.wantsMesh,
    matrix: needs.wantsMatrix,
    light: needs.wantsLight,
    landmarks: needs.faceLandmarks,
    blendshapes: needs.faceBlendshapes,
  };
}
