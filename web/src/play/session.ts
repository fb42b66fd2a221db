/**
 * One play in the page: camera, tracker, Python and stage, tied to one another.
 *
 * Knows the order of things and nothing of markup; the pages show what `subscribe` tells them.
 */
import { openCamera } from "../camera/camera.ts";
import { CameraFeed } from "../camera/camera-feed.ts";
import { type EngineDescription, type EngineNeeds, PythonEngine } from "../runtime/micropython.ts";
import { type PlayOrder, PythonPlay } from "../runtime/python-play.ts";
import type { Release } from "../runtime/release.ts";
import { Rolling } from "../runtime/rolling.ts";
import { TickClock } from "../runtime/tick-clock.ts";
import type { TickReport } from "../runtime/tick-report.ts";
import { SoundStage } from "../stage/sound.ts";
import { Stage } from "../stage/stage.ts";
import type { Tracked } from "../tracking/messages.ts";
import { downloadModel } from "../tracking/model-download.ts";
import { Tracker } from "../tracking/tracker.ts";
import type { TrackerFrame, TrackingNeeds } from "../tracking/tracker-frame.ts";
import { watchEffect } from "./hot-reload.ts";
import { PointerInput } from "./pointer-input.ts";
import { asPlayError } from "./problems.ts";

export type { Problem } from "./problems.ts";
export { PlayError } from "./problems.ts";

export type Phase =
  | "loading"
  | "consent"
  | "ready"
  | "playing"
  | "paused"
  | "completed"
  | "finished";

export type PauseReason = "no_face" | "tab_hidden" | "camera_lost" | "visitor";

export interface Snapshot {
  phase: Phase;
  hint: string | null;
  line: string | null;
  progress: [number, number] | null;
  facts: Record<string, number>;
  pausedBecause: PauseReason | null;
  mode: "camera" | "pointer";
  isPresent: boolean;
  /** Whether tracking stays too slow for this game: the pages offer to play without camera. */
  isTrackingSlow: boolean;
}

export interface LoadProgress {
  loadedBytes: number;
  totalBytes: number;
  step: "effect" | "python" | "stage" | "tracker" | "model" | "warmup";
}

export interface SessionOptions {
  release: Release;
  ticket: { playId: string; seed: string };
  choices: Record<string, string>;
  mode: "camera" | "pointer";
  canvas: HTMLCanvasElement;
  stream: MediaStream | null;
  locale: "zh-CN" | "en";
  reducedMotion: boolean;
  onProgress(progress: LoadProgress): void;
  signal: AbortSignal;
}

export interface PlaySession {
  start(): void;
  pause(): void;
  resume(): void;
  subscribe(listener: (snapshot: Snapshot) => void): () => void;
  press(): void;
  setMuted(isMuted: boolean): void;
  inspect(): object;
  onCompleted(listener: (trace: string) => void): void;
  stop(): Promise<void>;
}

const FACE_MODEL = "face_landmarker";
/** Without a face for so long the play waits ... */
const NO_FACE_PAUSE_MS = 2000;
/** ... and goes on once one has been there for so long. */
const FACE_BACK_MS = 400;
/** A hidden page lets the camera go after this. */
const CAMERA_RELEASE_MS = 30_000;

/** Loads everything that a play needs. Throws PlayError; an abort throws the signal's reason. */
export async function loadSession(options: SessionOptions): Promise<PlaySession> {
  const { release, canvas, signal } = options;
  let loaded = { loadedBytes: 0, totalBytes: 0 };
  const report = (step: LoadProgress["step"]) => options.onProgress({ ...loaded, step });
  const cleanUp: (() => void)[] = [];
  try {
    report("effect");
    const model =
      options.stream === null
        ? null
        : downloadModel(
            FACE_MODEL,
            (loadedBytes, totalBytes) => {
              loaded = { loadedBytes, totalBytes };
              report("model");
            },
            signal,
          );
    model?.catch(() => undefined); // Told below, where it is awaited.
    report("python");
    const engine = await PythonEngine.load(release.files);
    const description = engine.describe();
    signal.throwIfAborted();
    report("stage");
    const stage = new Stage({
      canvas,
      art: release.art,
      catalogue: release.texts[options.locale] ?? {},
      description,
      reducedMotion: options.reducedMotion,
    });
    cleanUp.push(() => stage.dispose());
    await stage.prepare(() => undefined);
    signal.throwIfAborted();
    const feed = new CameraFeed();
    let tracker: Tracker | null = null;
    if (options.stream !== null && model !== null) {
      cleanUp.push(() => feed.close());
      await feed.open(options.stream);
      const bytes = await model;
      report("warmup");
      tracker = await Tracker.open({
        model: bytes,
        feed,
        needs: trackingNeeds(description, engine.needs(release.id)),
        renderer: stage.renderer,
        signal,
      });
    }
    signal.throwIfAborted();
    return new Session(options, engine, description.tick_hz, stage, feed, tracker);
  } catch (error) {
    for (const undo of cleanUp) undo();
    signal.throwIfAborted();
    throw asPlayError(error);
  }
}

/** MediaPipe's numbers and names for what the engine named. */
function trackingNeeds(description: EngineDescription, needs: EngineNeeds): TrackingNeeds {
  return {
    faceLandmarks: description.face_landmark_order.map((name) => {
      const number = description.face_landmarks[name];
      if (number === undefined) throw new Error(`the engine has no number for ${name}`);
      return number;
    }),
    faceBlendshapes: needs.blendshapes ? description.face_blendshapes : [],
    wantsMatrix: needs.matrix,
  };
}

class Session implements PlaySession {
  private readonly sound = new SoundStage();
  private readonly pointer: PointerInput;
  private readonly clock: TickClock;
  private readonly tickMs = new Rolling();
  private readonly listeners = new Set<(snapshot: Snapshot) => void>();
  private readonly completedListeners = new Set<(trace: string) => void>();
  private readonly end = new AbortController();
  private play: PythonPlay;
  private last: TickReport;
  private newFrame: TrackerFrame | null = null;
  private pausedBecause: PauseReason | null = null;
  private isTrackingSlow = false;
  private hasCompleted = false;
  private faceSeenMs = 0;
  private faceSinceMs: number | null = null;
  private refreshId = 0;
  private releaseTimer = 0;

  constructor(
    private readonly options: SessionOptions,
    private readonly engine: PythonEngine,
    tickHz: number,
    private readonly stage: Stage,
    private readonly feed: CameraFeed,
    private readonly tracker: Tracker | null,
  ) {
    this.clock = new TickClock(tickHz);
    this.pointer = new PointerInput(options.canvas, stage);
    this.play = new PythonPlay(engine, this.order);
    this.last = this.play.first;
    this.show(this.last);
  }

  start(): void {
    const { signal } = this.end;
    this.sound.wake();
    for (const gesture of ["pointerdown", "keydown"] as const) {
      addEventListener(gesture, () => this.sound.wake(), { signal });
    }
    document.addEventListener("visibilitychange", () => this.handleVisibility(), { signal });
    watchEffect(this.options.release.id, (release) => this.swap(release), signal);
    this.feed.onLost = () => this.rest("camera_lost");
    this.faceSeenMs = performance.now();
    if (this.tracker !== null) {
      this.tracker.onTracked = (tracked) => this.handleTracked(tracked);
      this.tracker.onSlow = (isSlow) => {
        this.isTrackingSlow = isSlow;
        this.tell();
      };
      this.tracker.onBroken = (error) => {
        console.error(error);
        this.rest("camera_lost");
      };
      this.tracker.start();
    }
    this.refreshId = requestAnimationFrame(this.refresh);
    this.tell();
  }

  pause(): void {
    this.rest("visitor");
  }

  resume(): void {
    if (this.options.mode === "camera" && !this.feed.isOpen) void this.reopenCamera();
    else this.goOn();
  }

  subscribe(listener: (snapshot: Snapshot) => void): () => void {
    this.listeners.add(listener);
    listener(this.snapshot);
    return () => this.listeners.delete(listener);
  }

  press(): void {
    this.pointer.press();
  }

  setMuted(isMuted: boolean): void {
    this.sound.setMuted(isMuted);
  }

  onCompleted(listener: (trace: string) => void): void {
    this.completedListeners.add(listener);
  }

  inspect(): object {
    const { phase, hint, isPresent } = this.snapshot;
    const nowMs = performance.now();
    return {
      phase,
      effect: this.options.release.id,
      tick: this.last.tick,
      hint,
      tracking: { mode: this.options.mode, present: isPresent },
      signals: this.last.signals,
      nodes: this.stage.inspect(),
      timings: {
        track_ms_p50: this.tracker?.trackMs.p50 ?? 0,
        tick_ms_p50: this.tickMs.p50,
        draw_ms_p50: this.stage.drawMs.p50,
        tracks_per_s: this.tracker?.rate.perSecond(nowMs) ?? 0,
        draws_per_s: this.stage.drawsPerSecond(nowMs),
      },
    };
  }

  async stop(): Promise<void> {
    if (this.end.signal.aborted) return;
    this.end.abort();
    cancelAnimationFrame(this.refreshId);
    clearTimeout(this.releaseTimer);
    this.listeners.clear();
    this.completedListeners.clear();
    this.pointer.stop();
    this.tracker?.stop();
    this.feed.close();
    this.sound.dispose();
    this.stage.dispose();
  }

  private get order(): PlayOrder {
    const { release, ticket, choices, mode } = this.options;
    return { effect: release.id, play_id: ticket.playId, seed: ticket.seed, choices, mode };
  }

  private get snapshot(): Snapshot {
    const { last, pausedBecause } = this;
    return {
      phase: pausedBecause === null ? last.phase : "paused",
      hint: pausedBecause === "no_face" ? "center_face" : pausedBecause ? null : last.hint,
      line: last.line,
      progress: last.progress,
      facts: last.facts,
      pausedBecause,
      mode: this.options.mode,
      isPresent: this.options.mode === "pointer" || this.faceSinceMs !== null,
      isTrackingSlow: this.isTrackingSlow,
    };
  }

  private readonly refresh = (nowMs: number): void => {
    this.refreshId = requestAnimationFrame(this.refresh);
    if (this.pausedBecause === null) {
      if (this.isFaceMissing()) this.rest("no_face");
      else for (let due = this.clock.due(nowMs); due > 0; due -= 1) this.tick();
    }
    this.stage.draw(nowMs, this.clock.fraction);
  };

  private tick(): void {
    const startedMs = performance.now();
    const pointer = this.pointer.tick();
    const report = this.play.tick({
      frame: this.newFrame,
      pointer: this.options.mode === "pointer" ? pointer : null,
      action: this.pointer.takePress(),
    });
    this.newFrame = null;
    this.last = report;
    this.tickMs.add(performance.now() - startedMs);
    this.show(report);
    if (report.phase === "completed" && !this.hasCompleted) {
      this.hasCompleted = true;
      void this.play.trace().then((trace) => {
        for (const listener of this.completedListeners) listener(trace);
      });
    }
    this.tell();
  }

  private show(report: TickReport): void {
    this.stage.update(report.nodes, report.removed);
    this.sound.play(report.sounds);
  }

  private tell(): void {
    const { snapshot } = this;
    for (const listener of this.listeners) listener(snapshot);
  }

  private handleTracked({ picture, frame }: Tracked): void {
    this.newFrame = frame;
    this.stage.setTracked(picture, frame);
    const nowMs = performance.now();
    if (frame.faces.length === 0) this.faceSinceMs = null;
    else {
      this.faceSeenMs = nowMs;
      this.faceSinceMs ??= nowMs;
      const isBack = nowMs - this.faceSinceMs >= FACE_BACK_MS;
      if (this.pausedBecause === "no_face" && isBack) this.goOn();
    }
  }

  /** Once the play is completed nothing waits for the visitor any more. */
  private isFaceMissing(): boolean {
    if (this.tracker === null || this.hasCompleted) return false;
    return performance.now() - this.faceSeenMs > NO_FACE_PAUSE_MS;
  }

  private rest(reason: PauseReason): void {
    if (this.last.phase === "finished" || this.pausedBecause === reason) return;
    this.pausedBecause = reason;
    this.clock.rest();
    this.tell();
  }

  private goOn(): void {
    this.pausedBecause = null;
    this.faceSeenMs = performance.now();
    this.clock.rest();
    this.tracker?.start();
    this.stage.rest();
    this.sound.wake();
    this.tell();
  }

  private handleVisibility(): void {
    clearTimeout(this.releaseTimer);
    if (!document.hidden) return;
    if (this.pausedBecause !== "camera_lost") this.rest("tab_hidden");
    this.sound.rest();
    this.releaseTimer = window.setTimeout(() => this.feed.close(), CAMERA_RELEASE_MS);
  }

  private async reopenCamera(): Promise<void> {
    try {
      await this.feed.open(await openCamera(this.end.signal));
      this.goOn();
    } catch (error) {
      if (this.end.signal.aborted) return;
      console.error(error);
      this.rest("camera_lost");
    }
  }

  /** Takes the effect's new files over: the play starts anew with the same seed. */
  private swap(release: Release): void {
    this.engine.reload(release.files);
    this.play = new PythonPlay(this.engine, this.order);
    this.last = this.play.first;
    this.hasCompleted = false;
    this.stage.clear();
    this.show(this.last);
    this.tell();
  }
}
