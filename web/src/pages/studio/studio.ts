/** The studio of one effect: its files as they are now, what plays, and what tests say. */

import { watchEffect } from "../../play/effect-watch.ts";
import type { Release } from "../../runtime/release.ts";
import { SoundStage } from "../../stage/sound.ts";
import { isMuted, locale } from "../../ui/preferences.ts";
import { prefersReducedMotion } from "../../ui/reduced-motion.ts";
import { createStore } from "../../ui/store.ts";
import { failureOf } from "./author-failure.ts";
import { Playback } from "./playback.ts";
import { deflated, PythonDesk } from "./python-desk.ts";
import { CameraSource } from "./sources/camera-source.ts";
import { ClipSource } from "./sources/clip-source.ts";
import { PointerSource } from "./sources/pointer-source.ts";
import type { Source, SourceKind } from "./sources/source.ts";
import { TraceSource } from "./sources/trace-source.ts";
import type { TrackingOrder } from "./sources/tracked-source.ts";
import { StageHost } from "./stage-host.ts";
import {
  type Failure,
  type KeptTrace,
  type Problem,
  type Rehearsal,
  type Replayed,
  StudioApi,
  StudioApiError,
  type Workplace,
} from "./studio-api.ts";
import { firstDifference, Take } from "./take.ts";
import { readTraceFile } from "./trace-file.ts";

/** What the author chose to play from. */
export type SourceChoice =
  | { kind: "trace"; trace: KeptTrace }
  | { kind: "clip"; file: File }
  | { kind: "camera" }
  | { kind: "pointer" };

export type SourceState =
  | { at: "none" }
  | { at: "opening"; kind: SourceKind; name: string; share: number }
  | { at: "open"; kind: SourceKind; name: string }
  | { at: "failed"; kind: SourceKind; name: string; problem: string; message: string };

export interface Ready {
  at: "ready";
  release: Release;
  workplace: Workplace;
  python: PythonDesk;
}

export type StudioState = { at: "loading" } | { at: "failed"; message: string } | Ready;

/** What the author is told in passing. change: what can be undone. */
export interface Notice {
  kind: "reloaded" | "saved" | "removed" | "undone" | "error";
  params: Record<string, string | number>;
  change?: number;
}

export class Studio {
  readonly state = createStore<StudioState>({ at: "loading" });
  readonly source = createStore<SourceState>({ at: "none" });
  readonly problems = createStore<readonly Problem[] | "asking" | null>(null);
  readonly rehearsal = createStore<Rehearsal | null>(null);
  readonly checkFailure = createStore<string | null>(null);
  readonly replays = createStore<readonly Replayed[] | "running" | null>(null);
  readonly notice = createStore<Notice | null>(null);
  /** Why the files that were saved last are not what plays; null where they are. */
  readonly unreleased = createStore<string | null>(null);
  /** What the effect's own code raised while it was imported; null where it plays. */
  readonly importFailure = createStore<Failure | null>(null);
  /** The node that is looked at. */
  readonly selected = createStore<number | null>(null);
  readonly choices = createStore<Record<string, string>>({});
  readonly seed = createStore(newSeed());
  readonly host: StageHost;
  readonly playback: Playback;
  readonly api: StudioApi;

  private readonly end = new AbortController();
  private readonly sound = new SoundStage();
  private choice: SourceChoice | null = null;
  private opened: Source | null = null;
  private openings = 0;
  private reloads = 0;
  private frameId = 0;
  private stageMode: "camera" | "pointer" | null = null;

  constructor(
    readonly effect: string,
    frame: HTMLElement,
  ) {
    this.api = new StudioApi(effect);
    this.host = new StageHost(frame);
    this.playback = new Playback(this.host, () => this.python?.description.tick_hz ?? 30);
    this.playback.onSounds = (sounds) => this.sound.play([...sounds]);
    const { signal } = this.end;
    const listenToMute = (): void => this.sound.setMuted(isMuted.get());
    listenToMute();
    signal.addEventListener("abort", isMuted.subscribe(listenToMute));
    signal.addEventListener(
      "abort",
      locale.subscribe(() => void this.showWords()),
    );
    window.addEventListener("pointerdown", () => this.sound.wake(), { signal });
    watchEffect(effect, {
      onRelease: (hash) => void this.reload(hash),
      onProblem: (problem) => this.unreleased.set(problem),
      signal,
    });
    const refresh = (nowMs: number): void => {
      this.frameId = requestAnimationFrame(refresh);
      this.playback.refresh(nowMs);
    };
    this.frameId = requestAnimationFrame(refresh);
    void this.load();
  }

  private get python(): PythonDesk | null {
    const state = this.state.get();
    return state.at === "ready" ? state.python : null;
  }

  /** Opens what the author chose, from its beginning; as soon as the effect is loaded. */
  async open(choice: SourceChoice, keeps: "nothing" | "tick" = "nothing"): Promise<void> {
    const state = this.state.get();
    if (state.at !== "ready") {
      this.choice = choice;
      return;
    }
    this.openings += 1;
    const opening = this.openings;
    const isWanted = (): boolean => opening === this.openings && !this.end.signal.aborted;
    const name = nameOf(choice);
    const { kind } = choice;
    this.choice = choice;
    this.closeSource();
    this.playback.pause();
    this.source.set({ at: "opening", kind, name, share: 0 });
    try {
      const { take, source } = await this.prepare(choice, state, isWanted, (share) => {
        if (isWanted()) this.source.set({ at: "opening", kind, name, share });
      });
      if (!isWanted()) {
        source.close();
        return;
      }
      this.opened = source;
      const tick = this.playback.moment.get().tick;
      this.playback.begin(take, state.python, source);
      this.selected.set(null);
      this.source.set({ at: "open", kind, name });
      if (kind === "trace" && keeps === "tick") this.playback.seek(tick);
      if (kind !== "trace") this.playback.play();
    } catch (error) {
      if (!isWanted()) return;
      this.playback.end();
      const problem = error instanceof Error && "problem" in error ? String(error.problem) : "";
      const message = error instanceof Error ? error.message : String(error);
      this.source.set({ at: "failed", kind, name, problem, message });
    }
  }

  /** Opens a trace of the author's disk. */
  async openFile(file: File): Promise<void> {
    if (!file.name.endsWith(".json")) {
      await this.open({ kind: "clip", file });
      return;
    }
    try {
      await this.open({ kind: "trace", trace: await readTraceFile(file) });
    } catch (error) {
      this.tellError(error);
    }
  }

  /** Opens a clip of the effect's folder. */
  async openClip(name: string, url: string): Promise<void> {
    const response = await fetch(url);
    const blob = await response.blob();
    await this.open({ kind: "clip", file: new File([blob], name, { type: blob.type }) });
  }

  /** Begins the same source anew, with the choices and the seed as they are now. */
  async restart(): Promise<void> {
    if (this.choice !== null) await this.open(this.choice);
  }

  /** Lets the author go on from the moment shown, by pointer or camera as the take was made. */
  async takeOver(): Promise<void> {
    const state = this.state.get();
    const take = this.playback.take.get();
    if (state.at !== "ready" || take === null) return;
    const kind = take.order.mode === "pointer" ? "pointer" : "camera";
    this.source.set({ at: "opening", kind, name: "", share: 0 });
    try {
      const source =
        this.opened?.kind === kind ? this.opened : await this.openSource({ kind }, state, () => {});
      if (source !== this.opened) this.closeSource();
      this.opened = source;
      this.choice = { kind };
      await this.playback.goOnFrom(state.python, source);
      this.source.set({ at: "open", kind, name: "" });
      this.playback.play();
    } catch (error) {
      this.source.set({
        at: "failed",
        kind,
        name: "",
        problem: error instanceof Error && "problem" in error ? String(error.problem) : "",
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }

  tracking(): ReturnType<Source["tracking"]> {
    return this.opened?.tracking() ?? null;
  }

  /** Whether the take grows by what the author does now. */
  get isLive(): boolean {
    return this.opened !== null && this.opened.kind !== "trace" && this.playback.canGrow;
  }

  /** Looks at a node; null: at none. */
  select(node: number | null): void {
    this.selected.set(node);
    this.host.touch();
  }

  press(): void {
    this.opened?.press();
  }

  act(action: string): void {
    this.opened?.act(action);
  }

  async check(): Promise<void> {
    this.problems.set("asking");
    try {
      const checked = await this.api.check();
      this.problems.set(checked.problems);
      this.rehearsal.set(checked.rehearsal);
      this.checkFailure.set(null);
    } catch (error) {
      this.problems.set(null);
      this.checkFailure.set(error instanceof Error ? error.message : String(error));
    }
  }

  async replayAll(): Promise<void> {
    this.replays.set("running");
    try {
      this.replays.set(await this.api.replays());
    } catch (error) {
      this.replays.set(null);
      this.tellError(error);
    }
  }

  /** What a trace of the take would be expected to come to; null without a take. */
  expectation(): { status: string; ticks: number; facts: Record<string, number> } | null {
    const take = this.playback.take.get();
    if (take === null || take.head === 0) return null;
    const ended = take.completedAt;
    const report = take.report(ended ?? take.head);
    if (report === null) return null;
    const status = report.phase === "completed" ? "completed" : "not_completed";
    return { status, ticks: ended ?? take.head, facts: report.facts };
  }

  /** Writes the take into the traces folder. Returns "exists" where that name is taken. */
  async save(name: string, madeBy: string, mayReplace: boolean): Promise<"saved" | "exists"> {
    const take = this.playback.take.get();
    const expected = this.expectation();
    const { python } = this;
    if (take === null || expected === null || python === null) return "saved";
    try {
      const change = await this.api.saveTrace({
        name,
        made_by: madeBy,
        seed: take.order.seed,
        expected,
        trace: await deflated(python.trace()),
        may_replace: mayReplace,
      });
      this.takeTraces(change.traces);
      this.notice.set({ kind: "saved", params: { name }, change: change.change });
      void this.replayAll();
      return "saved";
    } catch (error) {
      if (error instanceof StudioApiError && error.code === "trace_exists") return "exists";
      this.tellError(error);
      return "saved";
    }
  }

  async remove(name: string): Promise<void> {
    try {
      const change = await this.api.removeTrace(name);
      this.takeTraces(change.traces);
      this.notice.set({ kind: "removed", params: { name }, change: change.change });
    } catch (error) {
      this.tellError(error);
    }
  }

  async undo(change: number): Promise<void> {
    try {
      const undone = await this.api.undo(change);
      this.takeTraces(undone.traces);
      this.notice.set({ kind: "undone", params: { name: undone.name } });
      void this.replayAll();
    } catch (error) {
      this.tellError(error);
    }
  }

  close(): void {
    this.end.abort();
    this.openings += 1;
    cancelAnimationFrame(this.frameId);
    this.playback.end();
    this.closeSource();
    this.host.close();
    this.sound.dispose();
  }

  private async load(): Promise<void> {
    try {
      const workplace = await this.api.workplace();
      const release = await this.api.release(workplace.release);
      this.choices.set(firstChoices(release, this.choices.get()));
      const python = await PythonDesk.load(release, workplace);
      if (this.end.signal.aborted) return;
      this.state.set({ at: "ready", release, workplace, python });
      if (this.choice !== null) void this.open(this.choice);
      void this.check();
      void this.replayAll();
    } catch (error) {
      if (this.end.signal.aborted) return;
      const failure = failureOf(error);
      if (failure.frames.length > 0) this.importFailure.set(failure);
      const message = error instanceof Error ? error.message : String(error);
      this.state.set({ at: "failed", message });
    }
  }

  /** Takes over files that were just saved: the same inputs, lived through anew. */
  private async reload(hash: string): Promise<void> {
    const before = this.state.get();
    this.unreleased.set(null);
    if (before.at !== "ready") {
      await this.load();
      return;
    }
    this.reloads += 1;
    const { reloads, openings } = this;
    // A file that was saved once more, or another source, ends what this one began.
    const isNewest = (): boolean => reloads === this.reloads && !this.end.signal.aborted;
    const isWanted = (): boolean => isNewest() && openings === this.openings;
    try {
      const [workplace, release] = await Promise.all([
        this.api.workplace(),
        this.api.release(hash),
      ]);
      if (!isNewest()) return;
      const oldTake = this.playback.take.get();
      const python = await PythonDesk.load(release, workplace);
      if (!isNewest()) return;
      this.importFailure.set(null);
      const state = { at: "ready", release, workplace, python } as const;
      this.state.set(state);
      this.choices.set(firstChoices(release, this.choices.get()));
      await this.host.setArt(release, locale.get());
      if (this.choice !== null) {
        if (isOther(before, state, this.choice.kind)) {
          this.stageMode = null; // What is tracked or drawn has changed: begin with other eyes.
          await this.open(this.choice, "tick");
        } else await this.playback.relive(python, isWanted);
      }
      if (!isNewest()) return;
      this.tellReloaded(oldTake, this.playback.take.get());
    } catch (error) {
      if (!isNewest()) return;
      this.playback.pause();
      this.importFailure.set(failureOf(error));
    }
    void this.check();
    void this.replayAll();
  }

  private tellReloaded(before: Take | null, after: Take | null): void {
    if (before === null || after === null) return;
    if (this.playback.failure.get() !== null) return; // The stage says that, and where.
    const hz = this.python?.description.tick_hz ?? 30;
    const second = firstDifference(after.digests, before.digests);
    const same = second === null ? "" : String(second * hz);
    this.notice.set({ kind: "reloaded", params: { same } });
  }

  private async prepare(
    choice: SourceChoice,
    state: Ready,
    isWanted: () => boolean,
    onProgress: (share: number) => void,
  ): Promise<{ take: Take; source: Source }> {
    const { python, release } = state;
    const columns = python.columns.map(({ name }) => name);
    if (choice.kind === "trace") {
      const trace = await python.read(choice.trace.trace);
      if (trace.columns.join() !== columns.join()) throw new OtherSignalsError(trace.columns);
      await this.showStage(state, trace.mode);
      const order = {
        effect: release.id,
        play_id: trace.play_id,
        seed: choice.trace.seed,
        choices: trace.choices,
        mode: trace.mode,
      };
      return { take: new Take(order, columns, trace.digests), source: new TraceSource(trace) };
    }
    await this.showStage(state, choice.kind === "pointer" ? "pointer" : "camera");
    const source = await this.openSource(choice, state, onProgress);
    if (!isWanted()) {
      source.close();
      this.end.signal.throwIfAborted();
    }
    const order = {
      effect: release.id,
      play_id: newSeed(),
      seed: this.seed.get(),
      choices: this.choices.get(),
      mode: source.mode,
    };
    return { take: new Take(order, columns), source };
  }

  private async openSource(
    choice: Exclude<SourceChoice, { kind: "trace" }>,
    state: Ready,
    onProgress: (share: number) => void,
  ): Promise<Source> {
    const { release, python } = state;
    const tickS = 1 / python.description.tick_hz;
    if (choice.kind === "pointer") {
      const { canvas } = this.host;
      if (canvas === null) throw new Error("the stage is not open");
      return new PointerSource(this.host, canvas, tickS);
    }
    const order: TrackingOrder = {
      release,
      python,
      renderer: this.host.renderer,
      onProgress,
      signal: this.end.signal,
    };
    return choice.kind === "camera"
      ? CameraSource.open(order)
      : ClipSource.open(choice.file, tickS, order);
  }

  private async showStage({ release, python }: Ready, mode: "camera" | "pointer"): Promise<void> {
    if (this.host.isOpen && this.stageMode === mode) return;
    this.stageMode = mode;
    const reducedMotion = prefersReducedMotion();
    await this.host.open({ release, python, mode, locale: locale.get(), reducedMotion });
  }

  private async showWords(): Promise<void> {
    const state = this.state.get();
    if (state.at === "ready") await this.host.setArt(state.release, locale.get());
  }

  private takeTraces(traces: KeptTrace[]): void {
    const state = this.state.get();
    if (state.at !== "ready") return;
    this.state.set({ ...state, workplace: { ...state.workplace, traces } });
  }

  private closeSource(): void {
    this.opened?.close();
    this.opened = null;
  }

  private tellError(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.notice.set({ kind: "error", params: { message } });
  }
}

/** A trace of signals that the effect reads no more, or not yet. */
class OtherSignalsError extends Error {
  readonly problem = "other_signals";

  constructor(columns: readonly string[]) {
    super(columns.join(", "));
    this.name = "OtherSignalsError";
  }
}

export function newSeed(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether a take of the old files cannot be lived through with the new ones. */
function isOther(before: Ready, after: Ready, kind: SourceKind): boolean {
  const of = ({ python, release }: Ready): string =>
    JSON.stringify([
      python.needs,
      release.models,
      kind === "trace" ? python.columns.map(({ name }) => name) : [],
    ]);
  return of(before) !== of(after);
}

function nameOf(choice: SourceChoice): string {
  if (choice.kind === "trace") return choice.trace.name;
  return choice.kind === "clip" ? choice.file.name : "";
}

function firstChoices(
  release: Release,
  chosen: Readonly<Record<string, string>>,
): Record<string, string> {
  const offered = Object.entries(release.manifest.choices);
  return Object.fromEntries(
    offered.map(([name, options]) => {
      const before = chosen[name];
      return [name, before !== undefined && options.includes(before) ? before : (options[0] ?? "")];
    }),
  );
}
