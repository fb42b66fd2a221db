/** The studio of one effect: its files as they are now, what plays, and what tests say. */

import { watchEffect } from "../../play/effect-watch.ts";
import { messageOf } from "../../runtime/error-message.ts";
import { randomHex } from "../../runtime/hex.ts";
import type { Release } from "../../runtime/release.ts";
import { SoundStage } from "../../stage/sound.ts";
import { isMuted, locale } from "../../ui/preferences.ts";
import { prefersReducedMotion } from "../../ui/reduced-motion.ts";
import { createStore } from "../../ui/store.ts";
import { failureOf } from "./author-failure.ts";
import { Checks } from "./checks.ts";
import { errorNotice, type Notice } from "./notice.ts";
import { Playback } from "./playback.ts";
import { deflated, PythonDesk } from "./python-desk.ts";
import {
  failedSource,
  nameOf,
  OtherSignalsError,
  type SourceChoice,
  type SourceState,
} from "./sources/choice.ts";
import { type LiveChoice, openSource } from "./sources/open-source.ts";
import type { Source, SourceKind } from "./sources/source.ts";
import { TraceSource } from "./sources/trace-source.ts";
import { StageHost } from "./stage-host.ts";
import { type Failure, type KeptTrace, StudioApi, type Workplace } from "./studio-api.ts";
import { firstDifference, Take } from "./take.ts";
import { readTraceFile } from "./trace-file.ts";
import { TraceFolder } from "./trace-folder.ts";

/** Of a play's id, too. */
export const SEED_BYTES = 16;

export interface Ready {
  at: "ready";
  release: Release;
  workplace: Workplace;
  python: PythonDesk;
}

export type StudioState = { at: "loading" } | { at: "failed"; message: string } | Ready;

export class Studio {
  readonly state = createStore<StudioState>({ at: "loading" });
  readonly source = createStore<SourceState>({ at: "none" });
  readonly notice = createStore<Notice | null>(null);
  /** Why the files that were saved last are not what plays; null where they are. */
  readonly unreleased = createStore<string | null>(null);
  /** What the effect's own code raised while it was imported; null where it plays. */
  readonly importFailure = createStore<Failure | null>(null);
  /** The node that is looked at. */
  readonly selected = createStore<number | null>(null);
  readonly choices = createStore<Record<string, string>>({});
  readonly seed = createStore(randomHex(SEED_BYTES));
  readonly host: StageHost;
  readonly playback: Playback;
  readonly checks: Checks;
  readonly traces: TraceFolder;

  private readonly api: StudioApi;
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
    this.checks = new Checks(this.api, this.notice);
    this.traces = new TraceFolder({
      api: this.api,
      notice: this.notice,
      onTraces: (traces) => this.takeTraces(traces),
      onNewTraces: () => void this.checks.replayAll(),
    });
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
      this.source.set(failedSource(kind, name, error));
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
      this.notice.set(errorNotice(error));
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
        this.opened?.kind === kind ? this.opened : await this.openLive({ kind }, state, () => {});
      if (source !== this.opened) this.closeSource();
      this.opened = source;
      this.choice = { kind };
      await this.playback.goOnFrom(state.python, source);
      this.source.set({ at: "open", kind, name: "" });
      this.playback.play();
    } catch (error) {
      this.source.set(failedSource(kind, "", error));
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

  /** Writes the take into the traces folder. Returns "exists" where that name is taken. */
  async save(name: string, madeBy: string, mayReplace: boolean): Promise<"saved" | "exists"> {
    const take = this.playback.take.get();
    const expected = take?.outcome() ?? null;
    const { python } = this;
    if (take === null || expected === null || python === null) return "saved";
    return this.traces.save({
      name,
      made_by: madeBy,
      seed: take.order.seed,
      expected,
      trace: await deflated(python.trace()),
      may_replace: mayReplace,
    });
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
      this.checkAll();
    } catch (error) {
      if (this.end.signal.aborted) return;
      const failure = failureOf(error);
      if (failure.frames.length > 0) this.importFailure.set(failure);
      this.state.set({ at: "failed", message: messageOf(error) });
    }
  }

  private checkAll(): void {
    void this.checks.check();
    void this.checks.replayAll();
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
    this.checkAll();
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
    const source = await this.openLive(choice, state, onProgress);
    if (!isWanted()) {
      source.close();
      this.end.signal.throwIfAborted();
    }
    const order = {
      effect: release.id,
      play_id: randomHex(SEED_BYTES),
      seed: this.seed.get(),
      choices: this.choices.get(),
      mode: source.mode,
    };
    return { take: new Take(order, columns), source };
  }

  private openLive(
    choice: LiveChoice,
    { release, python }: Ready,
    onProgress: (share: number) => void,
  ): Promise<Source> {
    return openSource(choice, this.host, { release, python, onProgress, signal: this.end.signal });
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
