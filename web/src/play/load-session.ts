/** Ties camera, tracker, Python and stage together to one play in the page. */
import { fetchRelease } from "../api.ts";
import { PythonEngine } from "../runtime/micropython.ts";
import { EffectError } from "../runtime/python-error.ts";
import { PythonPlay } from "../runtime/python-play.ts";
import type { Release } from "../runtime/release.ts";
import {
  TASKS_VISION_FOLDER,
  TASKS_VISION_WASM_BYTES,
  TASKS_VISION_WASM_FILE,
} from "../runtime/wasm-folders.ts";
import { Stage } from "../stage/stage.ts";
import { downloadModel, isModelHere } from "../tracking/model-download.ts";
import { Tracker } from "../tracking/tracker.ts";
import type { TaskName } from "../tracking/tracker-task.ts";
import { MODEL_OF_TASK, tasksOf, trackingNeeds } from "../tracking/tracking-needs.ts";
import { showAuthorError } from "./author-error.ts";
import { CameraKeeper } from "./camera-keeper.ts";
import { LiveSession } from "./live-session.ts";
import { fetchAhead, Loading } from "./loading.ts";
import { PhotoKeeper, type PictureKeeper } from "./picture-keeper.ts";
import type { PlaySession, SessionOptions, SessionTicket } from "./play-session.ts";
import { asPlayError, PlayError } from "./problems.ts";

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
