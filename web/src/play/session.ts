/**
 * One play in the page: camera, tracker, Python and stage tied together.
 *
 * The pages know this file and nothing behind it.
 */
import { fetchRelease } from "../api.ts";
import type { Kept } from "../keep/kept.ts";
import { PythonEngine } from "../runtime/micropython.ts";
import { EffectError } from "../runtime/python-error.ts";
import { PythonPlay } from "../runtime/python-play.ts";
import type { Release } from "../runtime/release.ts";
import {
  TASKS_VISION_FOLDER,
  TASKS_VISION_WASM_BYTES,
  TASKS_VISION_WASM_FILE,
} from "../runtime/wasm-folders.ts";
import type { CanvasBox } from "../stage/canvas-box.ts";
import { Stage } from "../stage/stage.ts";
import { downloadModel, isModelHere } from "../tracking/model-download.ts";
import { Tracker } from "../tracking/tracker.ts";
import type { TaskName } from "../tracking/tracker-task.ts";
import { MODEL_OF_TASK, tasksOf, trackingNeeds } from "../tracking/tracking-needs.ts";
import { showAuthorError } from "./author-error.ts";
import { CameraKeeper } from "./camera-keeper.ts";
import { LiveSession } from "./live-session.ts";
import { fetchAhead, Loading, type LoadProgress } from "./loading.ts";
import type { PauseReason } from "./pause-reasons.ts";
import { PhotoKeeper, type PictureKeeper } from "./picture-keeper.ts";
import { asPlayError, PlayError, type Problem } from "./problems.ts";

export type { LoadProgress, PauseReason, Problem };
export { PlayError };

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

/**
 * Loads everything that a play needs, and returns it ready to start.
 *
 * Throws PlayError, or the signal's reason when it was aborted; nothing stays open then but the
 * stream that was given.
 */
export async function loadSession(options: SessionOptions): Promise<PlaySession> {
  const undo: (() => void)[] = [];
  try {
    return await assemble(options, undo);
  } catch (error) {
    for (const step of undo.reverse()) step();
    options.signal.throwIfAborted();
    if (error instanceof EffectError) showAuthorError(error.message);
    throw asPlayError(error);
  }
}

async function assemble(options: SessionOptions, undo: (() => void)[]): Promise<PlaySession> {
  const { release, mode, signal } = options;
  const isCamera = mode === "camera";
  const tasks = isCamera ? tasksFor(release, options.source) : [];
  // What the server tracks needs nothing of this.
  const awaited = options.isEdge ? [] : awaitedTasks(tasks);
  const loading = new Loading(awaited, options.onProgress);
  loading.reach("effect", 1);
  const models = isCamera ? loadModels(awaited, loading, signal) : null;
  const wasm = awaited.length > 0 ? loadWasm(loading, signal) : null;
  // Both are waited for below; until then a failure must not count as unhandled.
  for (const pending of [models, wasm]) pending?.catch(() => undefined);

  const engine = await PythonEngine.load(release.files, release.is_trusted ? "" : release.id);
  loading.reach("python", 1);
  signal.throwIfAborted();
  const description = engine.describe();
  const needs = engine.needs(release.id);
  const stage = new Stage({
    canvas: options.canvas,
    art: release.art,
    catalogue: release.texts[options.locale] ?? {},
    description,
    reducedMotion: options.reducedMotion,
    models: release.models,
    occluders: { face: needs.mesh, hands: needs.hands > 0 },
    agesFace: isCamera && needs.person_mask,
    figure: isCamera ? null : release.figure,
  });
  undo.push(() => stage.dispose());
  await stage.prepare((share) => loading.reach("stage", share));
  loading.reach("stage", 1);
  signal.throwIfAborted();

  let camera: PictureKeeper | null = null;
  let tracker: Tracker | null = null;
  if (options.source !== null && models !== null) {
    camera = await openKeeper(options.source);
    undo.push(() => camera?.close());
    await wasm;
    tracker = await Tracker.open({
      feed: camera.feed,
      models: await models,
      isEdge: options.isEdge,
      fetchModels: () => loadModels(tasks, loading, signal),
      needs: trackingNeeds(description, needs),
      renderer: stage.renderer,
      signal,
    });
    undo.push(() => tracker?.stop());
  } else if (isCamera) {
    throw new PlayError("no_camera", "camera mode needs a stream or a photograph");
  }
  loading.reach("warmup", 1);
  const order = {
    effect: release.id,
    play_id: options.ticket.playId,
    seed: options.ticket.seed,
    choices: options.choices,
    mode,
  };
  const play = new PythonPlay(engine, order);
  const session = new LiveSession({ options, engine, order, play, stage, camera, tracker });
  if (!options.isEdge) {
    for (const task of tasks) if (!awaited.includes(task)) void session.addTask(task);
  }
  if (options.renewTicket) await swapSaved(session, options.renewTicket, release.id, signal);
  return session;
}

/** A photograph makes no gestures: what its hands do is not looked for. */
function tasksFor(release: Release, source: SessionOptions["source"]): TaskName[] {
  const tasks = tasksOf(release.manifest.tracking);
  return isPhoto(source) ? tasks.filter((task) => task !== "hand") : tasks;
}

function isPhoto(source: SessionOptions["source"]): source is ImageBitmap {
  return source instanceof ImageBitmap;
}

async function openKeeper(source: MediaStream | ImageBitmap): Promise<PictureKeeper> {
  if (isPhoto(source)) return new PhotoKeeper(source);
  const camera = new CameraKeeper();
  try {
    await camera.open(source);
    return camera;
  } catch (error) {
    camera.close();
    throw error;
  }
}

/**
 * A play waits for its first task and for the person, whose model is small, and for others only
 * where nothing has to be fetched.
 */
function awaitedTasks(tasks: readonly TaskName[]): TaskName[] {
  return tasks.filter(
    (task, index) => index === 0 || task === "person" || isModelHere(MODEL_OF_TASK[task]),
  );
}

async function loadModels(
  tasks: readonly TaskName[],
  loading: Loading,
  signal: AbortSignal,
): Promise<Map<TaskName, Uint8Array>> {
  const load = async (task: TaskName): Promise<[TaskName, Uint8Array]> => {
    const report = (loaded: number, total: number): void =>
      loading.reachModel(task, loaded / total);
    return [task, await downloadModel(MODEL_OF_TASK[task], report, signal)];
  };
  return new Map(await Promise.all(tasks.map(load)));
}

async function loadWasm(loading: Loading, signal: AbortSignal): Promise<void> {
  const url = `${TASKS_VISION_FOLDER}/${TASKS_VISION_WASM_FILE}`;
  const report = (share: number): void => loading.reach("tracker", share);
  await fetchAhead(url, TASKS_VISION_WASM_BYTES, report, signal);
}

async function swapSaved(
  session: LiveSession,
  renewTicket: (hash: string) => Promise<SessionTicket>,
  effect: string,
  signal: AbortSignal,
): Promise<void> {
  const { watchEffect } = await import("./effect-watch.ts");
  let newest = "";
  const swap = async (hash: string): Promise<void> => {
    newest = hash;
    const [release, ticket] = await Promise.all([
      fetchRelease(hash),
      renewTicket(hash).catch(() => null), // Without one it can be looked at, but not credited.
    ]);
    if (hash === newest && !signal.aborted) session.reload(release, ticket);
  };
  watchEffect(effect, { onRelease: (hash) => void swap(hash), signal });
}
