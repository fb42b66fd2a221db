/** Adds up what has arrived of everything that a play loads, in bytes over the wire. */
import type { TaskName } from "../tracking/tracker-task.ts";

export type LoadStep = "effect" | "python" | "stage" | "tracker" | "model" | "warmup";

export interface LoadProgress {
  loadedBytes: number;
  totalBytes: number;
  /** What is being worked on: the first step that is not done. */
  step: LoadStep;
}

/**
 * Compressed sizes, which say how long a step takes on a slow line. Only shares are measured: a
 * compressed answer does not tell its page how many bytes came over the wire.
 */
const WIRE_BYTES: Record<Exclude<LoadStep, "model">, number> = {
  effect: 40_000,
  python: 230_000,
  stage: 150_000,
  tracker: 2_300_000,
  warmup: 300_000, // Nothing is loaded, but it takes its time.
};
const MODEL_WIRE_BYTES: Record<TaskName, number> = {
  face: 3_200_000,
  hand: 5_400_000,
  person: 230_000,
};

/** Steps of a play without a camera; the models come before the last one. */
const POINTER_STEPS = ["effect", "python", "stage", "warmup"] as const;
const CAMERA_STEPS = ["effect", "python", "stage", "tracker", "model", "warmup"] as const;

export class Loading {
  private readonly shares: Map<LoadStep, number>;
  private readonly modelShares: Map<TaskName, number>;
  private readonly bytes: Record<LoadStep, number>;

  /** awaited: the tasks whose models the play waits for; none where it has no camera. */
  constructor(
    awaited: readonly TaskName[],
    private readonly onProgress: (progress: LoadProgress) => void,
  ) {
    const steps = awaited.length > 0 ? CAMERA_STEPS : POINTER_STEPS;
    this.shares = new Map(steps.map((step) => [step, 0]));
    this.modelShares = new Map(awaited.map((task) => [task, 0]));
    const model = awaited.reduce((sum, task) => sum + MODEL_WIRE_BYTES[task], 0);
    this.bytes = { ...WIRE_BYTES, model };
  }

  /** Tells that a task's model is this far, 0..1. */
  reachModel(task: TaskName, share: number): void {
    this.modelShares.set(task, share);
    let loadedBytes = 0;
    for (const [name, part] of this.modelShares) loadedBytes += part * MODEL_WIRE_BYTES[name];
    this.reach("model", loadedBytes / this.bytes.model);
  }

  /** Tells that a step is this far, 0..1; it never goes back. */
  reach(step: LoadStep, share: number): void {
    const before = this.shares.get(step);
    if (before === undefined || share <= before) return;
    this.shares.set(step, Math.min(1, share));
    this.onProgress(this.sum());
  }

  private sum(): LoadProgress {
    let loadedBytes = 0;
    let totalBytes = 0;
    let current: LoadStep | null = null;
    for (const [step, share] of this.shares) {
      loadedBytes += share * this.bytes[step];
      totalBytes += this.bytes[step];
      if (share < 1) current ??= step;
    }
    return { loadedBytes: Math.round(loadedBytes), totalBytes, step: current ?? "warmup" };
  }
}

/**
 * What was fetched ahead since the page was opened: the browser still has it. Reading it anew for
 * every play would also leave 30 MB behind each time (measured in Chromium over five plays).
 */
const fetchedAhead = new Set<string>();

/**
 * Brings a file into the browser's cache, so that whoever needs it next finds it there.
 *
 * bytes: its length after decompression. onShare: 0..1. Fails quietly: whoever needs the file
 * will ask again and say what is wrong.
 */
export async function fetchAhead(
  url: string,
  bytes: number,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  if (fetchedAhead.has(url)) {
    onShare(1);
    return;
  }
  try {
    const response = await fetch(url, { signal });
    const reader = response.body?.getReader();
    let length = 0;
    for (;;) {
      const part = await reader?.read();
      if (part === undefined || part.done) break;
      length += part.value.length;
      onShare(Math.min(1, length / bytes));
    }
    fetchedAhead.add(url);
  } catch {
    signal.throwIfAborted();
  }
  onShare(1);
}
