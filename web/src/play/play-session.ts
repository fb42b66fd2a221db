/** A play as the pages know it: what it is given, what it tells, what it can be asked. */
import type { Kept } from "../keep/kept.ts";
import type { Release } from "../runtime/release.ts";
import type { CanvasBox } from "../stage/canvas-box.ts";
import type { LoadProgress } from "./loading.ts";
import type { PauseReason } from "./pause-reasons.ts";

export type Phase =
  | "loading"
  | "consent"
  | "ready"
  | "playing"
  | "paused"
  | "completed"
  | "finished";

/** What the visitor may choose now. */
export interface OfferedAction {
  name: string;
  /** Where the stage draws what stands for it, in CSS pixels of the canvas; null where it does not. */
  box: CanvasBox | null;
}

export interface Snapshot {
  phase: Phase;
  hint: string | null;
  line: string | null;
  progress: [number, number] | null;
  actions: OfferedAction[];
  facts: Record<string, number>;
  pausedBecause: PauseReason | null;
  mode: "camera" | "pointer";
  isPresent: boolean;
  /** Pictures are tracked too seldom to play well. */
  isTrackingSlow: boolean;
  /** Whether the server tracks: "offered" where it could do it better than this device, "lost"
      where it was to but does not; "off" otherwise. */
  edge: "off" | "offered" | "on" | "lost";
  /** Why the play cannot go on, for developers: a Python traceback, or a tracker that broke. */
  failure: string | null;
}

/** What a play knows of its ticket. */
export interface SessionTicket {
  playId: string;
  seed: string;
}

export interface SessionOptions {
  release: Release;
  ticket: SessionTicket;
  choices: Record<string, string>;
  mode: "camera" | "pointer";
  /** Whether the server may be offered to a visitor whose device is slow. */
  hasEdge: boolean;
  /** Whether the server tracks from the start; the visitor has agreed. */
  isEdge: boolean;
  canvas: HTMLCanvasElement;
  /** The opened camera or a photograph in its place, which the session closes; null without. */
  source: MediaStream | ImageBitmap | null;
  locale: "zh-CN" | "en";
  reducedMotion: boolean;
  /**
   * While its author works: the effect is swapped for each release that is saved, with a ticket of
   * its own, which this gets for a release's hash; null for visitors.
   */
  renewTicket: ((hash: string) => Promise<SessionTicket>) | null;
  onProgress(progress: LoadProgress): void;
  signal: AbortSignal;
}

export interface PlaySession {
  start(): void;
  /** Pauses at the visitor's wish. */
  pause(): void;
  /** Goes on; tries to get a lost camera back. */
  resume(): void;
  /** Calls f with the present state at once and after each change. Returns how to stop that. */
  subscribe(f: (snapshot: Snapshot) => void): () => void;
  /** The same as a tap, for a key. */
  press(): void;
  /** Does one of the snapshot's actions. */
  act(action: string): void;
  /** Pauses for the question whether the server may track. */
  askEdge(): void;
  /** Goes on with what the visitor has answered, or wishes now. */
  useEdge(isWanted: boolean): void;
  setMuted(isMuted: boolean): void;
  /** Lets nothing be louder than this share of full volume, 0..1. */
  capVolume(share: number): void;
  /** Ends the keeping of video and still; returns what there is. Call before stop. */
  keep(): Promise<Kept>;
  /** What `window.kindlens.inspect()` shows of a play. */
  inspect(): object;
  /** Calls f once with the trace (deflated, base64) when the play is completed. */
  onCompleted(f: (traceBase64Deflated: string) => void): void;
  stop(): Promise<void>;
}
