/** A loaded play while it runs: the loop, its pauses, and what the page is told of it. */

import { Keepsake, type Kept } from "../keep/kept.ts";
import { messageOf } from "../runtime/error-message.ts";
import type { PythonEngine } from "../runtime/micropython.ts";
import { type PlayOrder, PythonPlay } from "../runtime/python-play.ts";
import type { Release } from "../runtime/release.ts";
import { Rolling } from "../runtime/rolling.ts";
import { TickClock } from "../runtime/tick-clock.ts";
import type { TickReport } from "../runtime/tick-report.ts";
import { SoundStage } from "../stage/sound.ts";
import type { Stage } from "../stage/stage.ts";
import type { Tracked } from "../tracking/messages.ts";
import type { Tracker } from "../tracking/tracker.ts";
import type { TrackerFrame } from "../tracking/tracker-frame.ts";
import type { TaskName } from "../tracking/tracker-task.ts";
import { restingTasks } from "../tracking/tracking-needs.ts";
import { translate } from "../ui/texts.ts";
import { hideAuthorError, showAuthorError } from "./author-error.ts";
import { EdgeStanding } from "./edge-standing.ts";
import { addLateTask, LateTasks } from "./late-tasks.ts";
import { type PauseReason, PauseReasons } from "./pause-reasons.ts";
import { PhotoKeeper, type PictureKeeper } from "./picture-keeper.ts";
import type {
  Phase,
  PlaySession,
  SessionOptions,
  SessionTicket,
  Snapshot,
} from "./play-session.ts";
import { PointerSteering } from "./pointer-steering.ts";
import { VisitorPresence } from "./visitor-presence.ts";

export interface SessionParts {
  options: SessionOptions;
  engine: PythonEngine;
  order: PlayOrder;
  play: PythonPlay;
  stage: Stage;
  camera: PictureKeeper | null;
  tracker: Tracker | null;
}

export class LiveSession implements PlaySession {
  private play: PythonPlay;
  private report: TickReport;
  private readonly clock: TickClock;
  private readonly tickS: number;
  private readonly tickMs = new Rolling(300);
  private readonly pauses = new PauseReasons();
  private readonly presence = new VisitorPresence();
  private readonly edge: EdgeStanding;
  private readonly sound = new SoundStage();
  private readonly steering: PointerSteering;
  private readonly keepsake: Keepsake;
  private readonly listeners = new Set<(snapshot: Snapshot) => void>();
  private readonly end = new AbortController();
  private newFrame: TrackerFrame | null = null;
  private isPressed = false;
  private action: string | null = null;
  /** Tasks whose models are still to come; who cannot be seen yet is not missed. */
  private readonly late = new LateTasks();
  private isStarted = false;
  private refreshId = 0;
  private trace: string | null = null;
  private hasAskedTrace = false;
  private sendTrace: ((trace: string) => void) | null = null;
  private isTrackingSlow = false;
  private failure: string | null = null;

  constructor(private readonly parts: SessionParts) {
    const { options, stage, camera, tracker, engine } = parts;
    this.edge = new EdgeStanding({ tracker, options, onChange: () => this.tell() });
    const { tick_hz } = engine.describe();
    this.tickS = 1 / tick_hz;
    this.clock = new TickClock(tick_hz);
    this.play = parts.play;
    this.report = parts.play.first;
    this.steering = new PointerSteering({
      canvas: options.canvas,
      isSteering: options.mode === "pointer",
      toField: (x, y) => stage.fieldAt(x, y),
      toPicture: (x, y) => stage.pictureAt(x, y),
      onTap: () => this.tap(),
      onKey: () => this.press(),
    });
    if (tracker !== null) {
      tracker.onTracked = (tracked) => this.takeTracked(tracked);
      tracker.onSlow = (isSlow) => {
        this.isTrackingSlow = isSlow;
        this.tell();
      };
      tracker.onBroken = (error) => {
        console.error(error);
        camera?.feed.close(); // Opening it again, when the visitor goes on, starts all anew.
        this.setCameraLost(true);
      };
    }
    if (camera !== null) camera.onLost = (isLost) => this.setCameraLost(isLost);
    const words = options.release.texts[options.locale] ?? {};
    this.keepsake = new Keepsake(
      {
        title: words.title ?? "",
        hashtag: words["keep.hashtag"] ?? "",
        site: translate(options.locale, "site.name"),
      },
      () => this.sound.record(),
    );
    stage.onDrawn = (canvas, frame, nowMs) => {
      if (this.isRunning) this.keepsake.see(canvas, frame, nowMs);
    };
    stage.update(this.report.nodes, this.report.removed);
    stage.draw(performance.now(), 1); // Shaders are compiled before the visitor looks.
    const { signal } = this.end;
    document.addEventListener("visibilitychange", this.handleVisibility, { signal });
    const wake = (): void => this.sound.wake();
    window.addEventListener("pointerdown", wake, { signal });
    window.addEventListener("keydown", wake, { signal });
  }

  start(): void {
    if (this.isStarted || this.end.signal.aborted) return;
    this.isStarted = true;
    this.presence.begin();
    this.sound.wake();
    this.parts.tracker?.start();
    this.refreshId = requestAnimationFrame(this.refresh);
    this.handleVisibility();
    this.tell();
  }

  /** Has one thing more tracked as soon as it is wanted and its model has come. */
  async addTask(task: TaskName): Promise<void> {
    if (this.parts.tracker === null) return;
    await this.late.whenWanted(task, this.report);
    await addLateTask(this.parts.tracker, task, this.end.signal);
    this.late.arrived(task);
    this.presence.begin();
  }

  pause(): void {
    this.setPause("visitor", true);
  }

  resume(): void {
    this.setPause("visitor", false);
    if (this.pauses.has("camera_lost")) void this.parts.camera?.reopen();
  }

  subscribe(f: (snapshot: Snapshot) => void): () => void {
    this.listeners.add(f);
    f(this.snapshot());
    return () => this.listeners.delete(f);
  }

  press(): void {
    this.tap();
    const drawn = this.snapshot().actions.find(({ box }) => box !== null);
    if (drawn !== undefined) this.action = drawn.name;
  }

  act(action: string): void {
    this.sound.wake();
    this.action = action;
  }

  askEdge(): void {
    this.setPause("edge", true);
  }

  useEdge(isWanted: boolean): void {
    void this.edge.use(isWanted);
    this.setPause("edge", false);
    this.tell();
  }

  setMuted(isMuted: boolean): void {
    this.sound.setMuted(isMuted);
  }

  capVolume(share: number): void {
    this.sound.capVolume(share);
  }

  onCompleted(f: (traceBase64Deflated: string) => void): void {
    this.sendTrace = f;
    if (this.trace !== null) f(this.trace);
  }

  inspect(): object {
    const { options, stage, tracker } = this.parts;
    const nowMs = performance.now();
    const { phase, hint } = this.snapshot();
    return {
      phase,
      effect: options.release.id,
      tick: this.report.tick,
      hint,
      tracking: {
        mode: options.mode,
        present: this.isPresent,
        engine: tracker?.engine ?? null,
        place: tracker?.place ?? null,
        tasks: tracker?.tasks ?? [],
      },
      signals: this.report.signals,
      nodes: stage.inspect(),
      timings: {
        track_ms_p50: tracker?.trackMs.p50 ?? 0,
        tick_ms_p50: this.tickMs.p50,
        tick_ms_p95: this.tickMs.quantile(0.95),
        draw_ms_p50: stage.drawMs.p50,
        tracks_per_s: tracker?.rate.perSecond(nowMs) ?? 0,
        draws_per_s: stage.drawsPerSecond(nowMs),
        pixel_ratio: stage.pixelRatio,
      },
      verdict: null,
    };
  }

  keep(): Promise<Kept> {
    return this.keepsake.finish();
  }

  async stop(): Promise<void> {
    if (this.end.signal.aborted) return;
    this.end.abort();
    this.keepsake.forget();
    cancelAnimationFrame(this.refreshId);
    this.listeners.clear();
    this.steering.dispose();
    this.sound.dispose();
    this.parts.tracker?.stop();
    this.parts.camera?.close();
    this.parts.stage.dispose();
    hideAuthorError();
  }

  /** Begins the play again with newly written files and their ticket; for the effect's author. */
  reload(release: Release, ticket: SessionTicket | null): void {
    const { engine, options, stage } = this.parts;
    if (this.end.signal.aborted) return;
    const given = ticket === null ? {} : { play_id: ticket.playId, seed: ticket.seed };
    const order = { ...this.parts.order, ...given };
    try {
      engine.reload(release.files);
      this.play = new PythonPlay(engine, order);
    } catch (error) {
      this.fail(error);
      return;
    }
    stage.clear();
    void stage.setArt(release.art, release.texts[options.locale] ?? {});
    this.failure = null;
    hideAuthorError();
    this.hasAskedTrace = false;
    this.trace = null;
    this.clock.rest();
    this.takeReport(this.play.first);
  }

  private get isRunning(): boolean {
    return !this.pauses.isPaused && this.failure === null && this.report.phase !== "finished";
  }

  private get isPresent(): boolean {
    return this.parts.tracker === null || this.presence.isSeen;
  }

  private readonly refresh = (nowMs: number): void => {
    this.refreshId = requestAnimationFrame(this.refresh);
    this.watchPresence(nowMs);
    const { isRunning } = this;
    if (isRunning) {
      for (let due = this.clock.due(nowMs); due > 0 && this.isRunning; due -= 1) {
        this.tick();
        this.takeStill();
      }
    }
    this.parts.stage.draw(nowMs, isRunning ? this.clock.fraction : 1);
  };

  /** Takes a still of its very tick: on a slow device the next drawing is many ticks later. */
  private takeStill(): void {
    if (!this.keepsake.wantsStill) return;
    this.parts.stage.drawStill((canvas, frame) => this.keepsake.photograph(canvas, frame));
  }

  private tick(): void {
    const startedMs = performance.now();
    const isPointer = this.parts.order.mode === "pointer";
    const pointer = isPointer ? this.steering.advance(this.tickS) : null;
    if (pointer !== null) this.parts.stage.setPointer(pointer.picture_x, pointer.picture_y);
    const input = {
      frame: this.newFrame,
      pointer,
      is_pressed: this.isPressed,
      action: this.action,
    };
    this.newFrame = null;
    this.isPressed = false;
    this.action = null;
    try {
      this.report = this.play.tick(input);
    } catch (error) {
      this.fail(error);
      return;
    }
    this.tickMs.add(performance.now() - startedMs);
    this.takeReport(this.report);
  }

  private takeReport(report: TickReport): void {
    this.report = report;
    this.keepsake.follow(report);
    this.parts.stage.update(report.nodes, report.removed);
    this.parts.tracker?.rest(restingTasks(report.watched));
    this.late.follow(report);
    this.sound.play(report.sounds);
    const isCompleted = report.phase === "completed" || report.phase === "finished";
    if (isCompleted && !this.hasAskedTrace) void this.handOverTrace();
    this.tell();
  }

  /** Sends the trace at the moment that counts, while the show goes on. */
  private async handOverTrace(): Promise<void> {
    this.hasAskedTrace = true;
    try {
      this.trace = await this.play.trace();
      this.sendTrace?.(this.trace);
    } catch (error) {
      this.fail(error);
    }
  }

  private takeTracked(tracked: Tracked): void {
    const { picture, frame, meshes, personMask } = tracked;
    this.parts.stage.setTracked(picture, frame, meshes, personMask);
    this.newFrame = frame;
    this.presence.see(frame);
    if (this.presence.isBack) this.setPause("no_face", false);
  }

  private watchPresence(nowMs: number): void {
    const isAwaited = this.report.phase === "ready" || this.report.phase === "playing";
    if (this.parts.tracker === null || this.late.isMissed(this.report)) return;
    if (this.pauses.isPaused || !isAwaited) return;
    if (this.presence.isGone(nowMs)) this.setPause("no_face", true);
  }

  private setPause(reason: PauseReason, holds: boolean): void {
    if (!this.pauses.set(reason, holds)) return;
    if (this.pauses.isPaused) {
      this.sound.rest();
    } else {
      this.clock.rest();
      this.presence.begin();
      this.isPressed = false;
      this.action = null;
      this.sound.wake();
    }
    this.tell();
  }

  private setCameraLost(isLost: boolean): void {
    if (isLost) this.parts.tracker?.pause();
    else if (this.isStarted) this.parts.tracker?.start();
    this.setPause("camera_lost", isLost);
  }

  private readonly handleVisibility = (): void => {
    const { hidden } = document;
    const { tracker, camera, stage } = this.parts;
    stage.rest();
    if (hidden) tracker?.pause();
    else if (this.isStarted && !this.pauses.has("camera_lost")) tracker?.start();
    camera?.setHidden(hidden);
    this.setPause("tab_hidden", hidden);
  };

  private fail(error: unknown): void {
    this.failure = messageOf(error);
    console.error(`The play of ${this.parts.order.effect} stopped:\n${this.failure}`);
    showAuthorError(this.failure);
    this.tell();
  }

  private tap(): void {
    this.sound.wake();
    this.isPressed = true;
  }

  private snapshot(): Snapshot {
    const { report, pauses } = this;
    const boxes = report.offered.length > 0 ? this.parts.stage.actionBoxes() : null;
    const canPause = report.phase === "ready" || report.phase === "playing";
    const isPaused = pauses.isPaused && canPause;
    const pausedBecause = isPaused ? pauses.told : null;
    const phase: Phase = isPaused ? "paused" : report.phase;
    const pausedHint = pausedBecause === "no_face" ? "center_face" : null;
    return {
      phase,
      hint: isPaused ? pausedHint : (this.photoHint(report) ?? report.hint),
      line: report.line,
      // A gesture that no photograph makes is not counted either.
      progress: this.photoHint(report) === null ? report.progress : null,
      actions: report.offered.map((name) => ({ name, box: boxes?.get(name) ?? null })),
      facts: report.facts,
      pausedBecause,
      mode: this.parts.order.mode,
      isPresent: this.isPresent,
      isTrackingSlow: this.isTrackingSlow,
      edge: this.edge.told,
      failure: this.failure,
    };
  }

  /** What a photograph asks for in place of a gesture; null where it asks for none. */
  private photoHint({ hint }: TickReport): string | null {
    const { options, camera } = this.parts;
    if (hint === null || !(camera instanceof PhotoKeeper)) return null;
    return options.release.manifest.photo_hints?.[hint] ?? null;
  }

  private tell(): void {
    if (this.listeners.size === 0) return;
    const snapshot = this.snapshot();
    for (const listener of this.listeners) listener(snapshot);
  }
}
