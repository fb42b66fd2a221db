/**
 * Tracks a camera feed: the newest picture wins, and one is looked at at a time.
 *
 * Chooses the engine (CPU or GPU) by measuring, names it when tracking is too slow to play, and
 * hands each picture on together with what was found in it.
 */
import type { Picture } from "../camera/picture.ts";
import type { PictureFeed } from "../camera/picture-feed.ts";
import { PlayError } from "../play/problems.ts";
import { RateMeter, Rolling } from "../runtime/rolling.ts";
import { isSoftwareRenderer, rememberDelegate, rememberedDelegate } from "./delegate.ts";
import { EdgeLink, EdgeUnavailable } from "./edge-link.ts";
import { FetchAhead } from "./fetch-ahead.ts";
import { keepIdleTracker } from "./idle-tracker.ts";
import { Lasting } from "./lasting.ts";
import type { Delegate, Tracked } from "./messages.ts";
import type { TrackingNeeds } from "./tracker-frame.ts";
import { TrackerLink } from "./tracker-link.ts";
import type { TrackerPort, TrackingPlace } from "./tracker-port.ts";
import { keyOf, startTracker, type TrackerOrder } from "./tracker-start.ts";
import type { TaskName } from "./tracker-task.ts";
import { Trials } from "./trials.ts";

/** Under this rate a head is followed too coarsely to play ... */
const SLOW_PER_S = 6;
/** ... once it has lasted this long. */
const SLOW_AFTER_MS = 4000;
/** Under this rate another computer follows better, if there is one that may. */
const COARSE_PER_S = 10;
const COARSE_AFTER_MS = 5000;
/** For how long a server that tracked and is gone is asked again, as it may be starting. */
const EDGE_PATIENCE_MS = 9000;
const EDGE_ASK_AGAIN_MS = 1500;
/** A picture that takes longer than this makes the other engine worth a try. */
const RECONSIDER_MS = 120;
const WATCH_EVERY_MS = 1000;
/** A tracker that breaks twice within this time is not started a third time. */
const RESTART_MS_MIN = 20_000;

export interface TrackerOptions {
  feed: PictureFeed;
  /** The model of each task to begin with, in the order in which the tasks look. */
  models: ReadonlyMap<TaskName, Uint8Array>;
  /** Begins on the server, without any model; the visitor has agreed. */
  isEdge?: boolean;
  /** Brings the models after all, when the server tracks no longer. */
  fetchModels?(): Promise<ReadonlyMap<TaskName, Uint8Array>>;
  needs: TrackingNeeds;
  /** The WebGL renderer's name, which tells a software GPU. */
  renderer: string;
  signal: AbortSignal;
}

export class Tracker {
  /** Called with each tracked picture; the callee closes the picture. */
  onTracked: (tracked: Tracked) => void = (tracked) => tracked.picture.close();
  /** Called when tracking became too slow to play (true), or fast enough again (false). */
  onSlow: (isSlow: boolean) => void = () => undefined;
  /** Called when this device tracks too seldom to play well (true), or well enough (false). */
  onCoarse: (isCoarse: boolean) => void = () => undefined;
  /** Called when tracking moved to the server, or back to this device. */
  onMoved: () => void = () => undefined;
  /** Called when the tracker broke for good. */
  onBroken: (error: PlayError) => void = () => undefined;

  readonly trackMs = new Rolling();
  readonly rate = new RateMeter();

  private isRunning = false;
  private isTaking = false;
  private isRestarting = false;
  private readonly ahead = new FetchAhead(() => void this.pump());
  private readonly trials: Trials;
  private readonly models: Map<TaskName, Uint8Array>;
  /** Tasks that stay open but look at no picture for now; see `rest`. */
  private resting: readonly TaskName[] = [];
  /** The change of trackers that is under way; one at a time. */
  private change: Promise<void> | null = null;
  private hasReconsidered = false;
  private hasStopped = false;
  private lastTMs = 0;
  private lastRestartMs = Number.NEGATIVE_INFINITY;
  private readonly slow = new Lasting(SLOW_AFTER_MS, (isSlow) => this.onSlow(isSlow));
  private readonly coarse = new Lasting(COARSE_AFTER_MS, (isCoarse) => this.onCoarse(isCoarse));
  private watchTimer = 0;

  private constructor(
    private readonly options: TrackerOptions,
    private link: TrackerPort,
    private delegate: Delegate,
  ) {
    this.models = new Map(options.models);
    const { feed, signal } = options;
    this.trials = new Trials({
      feed,
      signal,
      track: (link, picture, takenMs) => this.track(link, picture, takenMs),
    });
  }

  /** Starts the tracker, picks its engine and warms it up on the camera's own pictures. */
  static async open(options: TrackerOptions): Promise<Tracker> {
    const { needs, renderer, signal } = options;
    const settled = isSoftwareRenderer(renderer) ? "CPU" : rememberedDelegate(renderer);
    const delegate = settled ?? "CPU";
    const edge = options.isEdge ? await Tracker.openOnEdge(options, delegate) : null;
    if (edge !== null) return edge;
    const models = await modelsOf(options);
    const link = await startTracker({ models, needs, delegate }, signal);
    const tracker = new Tracker({ ...options, models }, link, delegate);
    try {
      if (settled !== null) await tracker.trials.warmUp(link);
      else await tracker.measureBoth();
      signal.throwIfAborted();
    } catch (error) {
      tracker.link.stop();
      throw error;
    }
    return tracker;
  }

  /** Starts on the server; null where it does not track, or not the first pictures. */
  private static async openOnEdge(
    options: TrackerOptions,
    delegate: Delegate,
  ): Promise<Tracker | null> {
    const link = await openEdge(options.needs, options.signal);
    if (link === null) return null;
    const tracker = new Tracker(options, link, delegate);
    try {
      await tracker.trials.warmUp(link);
      options.signal.throwIfAborted();
      return tracker;
    } catch (error) {
      link.stop();
      options.signal.throwIfAborted();
      console.info(`this device tracks itself: ${String(error)}`);
      return null;
    }
  }

  get engine(): Delegate {
    return this.delegate;
  }

  get place(): TrackingPlace {
    return this.link.place;
  }

  /** The tasks that look at each picture. */
  get tasks(): TaskName[] {
    if (this.place !== "edge") return [...this.models.keys()];
    const { wantsFaces, handsMax } = this.options.needs;
    return [...(wantsFaces ? ["face" as const] : []), ...(handsMax > 0 ? ["hand" as const] : [])];
  }

  /** Has these tasks, and no others, look at nothing until told otherwise; costs nothing. */
  rest(tasks: readonly TaskName[]): void {
    this.resting = tasks;
  }

  start(): void {
    if (this.isRunning) return;
    this.isRunning = true;
    this.lastRestartMs = Number.NEGATIVE_INFINITY;
    this.rate.clear();
    this.options.feed.onPicture = () => void this.pump();
    this.watchTimer = window.setInterval(() => this.watch(), WATCH_EVERY_MS);
    void this.pump();
  }

  /** Stops looking; the engine stays loaded. */
  pause(): void {
    this.isRunning = false;
    this.slow.rest();
    this.coarse.rest();
    this.options.feed.onPicture = () => undefined;
    window.clearInterval(this.watchTimer);
    this.ahead.rest();
  }

  /** Ends tracking for this play; the loaded engine is kept for the next one. */
  stop(): void {
    this.pause();
    this.hasStopped = true;
    this.putAside(this.link);
  }

  /**
   * Has the server track from now on. The visitor has agreed.
   *
   * Throws EdgeUnavailable where it cannot; this device goes on then.
   */
  async moveToEdge(): Promise<void> {
    await this.exchange(
      () => EdgeLink.open(this.options.needs, this.options.signal),
      async () => true,
    );
  }

  /** Has this device track again, at the visitor's wish. */
  async moveToDevice(): Promise<void> {
    if (this.place === "edge") {
      await this.exchange(
        () => this.startHere(),
        async () => true,
      );
    }
  }

  /**
   * Adds a task while the tracker runs.
   *
   * Opening a task holds its worker up for several pictures, so a second worker opens all tasks
   * beside the running one, and takes over once it is warm.
   */
  async join(task: TaskName, model: Uint8Array): Promise<void> {
    while (this.change !== null) await this.change;
    const models = new Map([...this.models, [task, model]]);
    if (this.place !== "edge") {
      const order = { ...this.order(this.delegate), models };
      await this.exchange(
        () => startTracker(order, this.options.signal),
        async (link) => {
          await this.trials.warmUpBeside(link);
          return true;
        },
      );
    }
    this.models.set(task, model);
  }

  private async pump(): Promise<void> {
    if (!this.isRunning || this.isTaking || this.isRestarting) return;
    if (!this.ahead.wants(this.link.takesAhead && this.trackMs.count > 0)) return;
    this.isTaking = true;
    const { link } = this;
    try {
      const taken = await this.options.feed.take().finally(() => {
        this.isTaking = false;
      });
      if (taken === null) return;
      const tracked = await this.trackNext(link, taken.picture, taken.takenMs);
      this.trackMs.add(tracked.trackMs);
      this.rate.mark(performance.now());
      if (this.isRunning) this.onTracked(tracked);
      else tracked.picture.close();
    } catch (error) {
      // A link that was swapped or stopped on purpose takes its last pictures with it.
      if (this.isRunning && !this.isRestarting && link === this.link) await this.restart(error);
    }
    if (this.options.feed.hasNewPicture) void this.pump();
  }

  private async trackNext(link: TrackerPort, picture: Picture, takenMs: number): Promise<Tracked> {
    this.ahead.begin(this.trackMs.p50);
    try {
      return await this.track(link, picture, takenMs, this.resting);
    } finally {
      this.ahead.end();
    }
  }

  /** Puts a new tracker in the place of one that broke; gives up when it breaks at once again. */
  private async restart(cause: unknown): Promise<void> {
    const nowMs = performance.now();
    const isHopeless = nowMs - this.lastRestartMs < RESTART_MS_MIN;
    this.lastRestartMs = nowMs;
    this.isRestarting = true;
    this.link.stop();
    try {
      this.link = await this.startAgain(isHopeless, cause);
      this.trackMs.clear();
      this.onMoved();
    } catch (error) {
      this.pause();
      const message = `the tracker broke: ${String(cause)}; then: ${String(error)}`;
      this.onBroken(new PlayError("unknown", message, { cause: error }));
    } finally {
      this.isRestarting = false;
    }
  }

  /** A server that is gone may be starting again; if it does not, this device does it itself. */
  private async startAgain(isHopeless: boolean, cause: unknown): Promise<TrackerPort> {
    const { needs, signal } = this.options;
    if (this.place === "edge") {
      const edge = isHopeless ? null : await openEdge(needs, signal, EDGE_PATIENCE_MS);
      return edge ?? this.startHere();
    }
    if (isHopeless) throw cause;
    return startTracker(this.order(this.delegate), signal);
  }

  private async startHere(): Promise<TrackerPort> {
    if (this.models.size === 0) {
      for (const [task, model] of await modelsOf(this.options)) this.models.set(task, model);
    }
    return startTracker(this.order(this.delegate), this.options.signal);
  }

  /** Keeps a tracker of this device for later; the line to the server is for now alone. */
  private putAside(link: TrackerPort): void {
    if (link instanceof TrackerLink) keepIdleTracker(keyOf(this.order(this.delegate)), link);
    else link.stop();
  }

  private track(
    link: TrackerPort,
    picture: Picture,
    takenMs: number,
    resting: readonly TaskName[] = [],
  ): Promise<Tracked> {
    // MediaPipe wants times that only grow, also over a camera that was closed and opened again.
    this.lastTMs = Math.max(takenMs, this.lastTMs + 0.01);
    return link.track({ kind: "track", picture, tMs: this.lastTMs, resting });
  }

  private async measureBoth(): Promise<void> {
    const cpuMs = await this.trials.measure(this.link);
    let gpu: TrackerPort | null = null;
    try {
      gpu = await startTracker(this.order("GPU"), this.options.signal);
      const gpuMs = await this.trials.measure(gpu);
      if (gpuMs < cpuMs) [this.link, gpu, this.delegate] = [gpu, this.link, "GPU"];
    } catch {
      this.options.signal.throwIfAborted(); // No GPU engine here: the CPU one stays.
    }
    gpu?.stop();
    rememberDelegate(this.options.renderer, this.delegate);
  }

  private watch(): void {
    const nowMs = performance.now();
    const perSecond = document.hidden ? Number.POSITIVE_INFINITY : this.rate.perSecond(nowMs);
    this.slow.see(perSecond < SLOW_PER_S, nowMs);
    if (this.place === "edge") return;
    this.coarse.see(perSecond < COARSE_PER_S, nowMs);
    if (this.trackMs.count > 20 && this.trackMs.p50 > RECONSIDER_MS) void this.reconsider();
  }

  /** Tries the other engine once a play, beside the running one, and changes if it is faster. */
  private async reconsider(): Promise<void> {
    const { renderer } = this.options;
    if (this.hasReconsidered || this.change !== null || isSoftwareRenderer(renderer)) return;
    this.hasReconsidered = true;
    const other: Delegate = this.delegate === "CPU" ? "GPU" : "CPU";
    try {
      const isFaster = async (link: TrackerPort): Promise<boolean> => {
        const otherMs = await this.trials.measure(link);
        return this.isRunning && otherMs < this.trackMs.p50;
      };
      const start = () => startTracker(this.order(other), this.options.signal);
      if (!(await this.exchange(start, isFaster))) return;
      this.delegate = other;
      rememberDelegate(renderer, other);
    } catch {
      // The other engine does not run here: the present one stays.
    }
  }

  /**
   * Starts a tracker beside the running one, and puts it in its place if it proves itself.
   *
   * Returns whether it did.
   */
  private async exchange(
    start: () => Promise<TrackerPort>,
    prove: (link: TrackerPort) => Promise<boolean>,
  ): Promise<boolean> {
    while (this.change !== null) await this.change;
    let end: () => void = () => undefined;
    this.change = new Promise((resolve) => {
      end = resolve;
    });
    let link: TrackerPort | null = null;
    try {
      link = await start();
      const isBetter = (await prove(link)) && !this.hasStopped;
      if (isBetter) {
        [this.link, link] = [link, this.link];
        this.trackMs.clear();
        this.onMoved();
      }
      return isBetter;
    } finally {
      await link?.retire();
      this.change = null;
      end();
    }
  }

  private order(delegate: Delegate): TrackerOrder {
    return { models: this.models, needs: this.options.needs, delegate };
  }
}

/** The models that were handed over, or else are brought now. */
async function modelsOf(options: TrackerOptions): Promise<ReadonlyMap<TaskName, Uint8Array>> {
  return options.models.size > 0 ? options.models : ((await options.fetchModels?.()) ?? new Map());
}

/**
 * Opens the line to the server; null where it does not track. Throws the signal's reason.
 *
 * patienceMs: for how long a server that does not answer is asked again.
 */
async function openEdge(
  needs: TrackingNeeds,
  signal: AbortSignal,
  patienceMs = 0,
): Promise<TrackerPort | null> {
  const untilMs = performance.now() + patienceMs;
  for (;;) {
    try {
      return await EdgeLink.open(needs, signal);
    } catch (error) {
      signal.throwIfAborted();
      const isGone = error instanceof EdgeUnavailable && error.reason === "unreachable";
      if (!isGone || performance.now() >= untilMs) {
        console.info(`this device tracks itself: ${String(error)}`);
        return null;
      }
      await new Promise((resolve) => setTimeout(resolve, EDGE_ASK_AGAIN_MS));
    }
  }
}
