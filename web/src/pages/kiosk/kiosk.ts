/**
 * The kiosk from one visitor to the next: who is there, what is offered, when a visit ends.
 *
 * Holds the order of things and no markup; the components show `state` and call the methods.
 */
import { type EffectEntry, fetchEffects, fetchRelease } from "../../api.ts";
import { outbox } from "../../outbox.ts";
import { PythonEngine } from "../../runtime/micropython.ts";
import type { Release } from "../../runtime/release.ts";
import { type Locale, locale, volumeMax } from "../../ui/preferences.ts";
import { createStore } from "../../ui/store.ts";
import { PlayRun, type RunState } from "../play/play-run.ts";
import type { KioskFacts, Orders } from "./kiosk-api.ts";
import type { Look } from "./looking.ts";
import { GREET_AFTER_MS, Presence } from "./presence.ts";
import { heapBytes, Pulse, type Telling } from "./pulse.ts";
import { Scout } from "./scout.ts";
import { endVisit, leftovers } from "./tidy-up.ts";

export interface OpenEffect {
  entry: EffectEntry;
  release: Release;
}

export type KioskState =
  | { at: "starting" }
  | { at: "attract" }
  | { at: "greeting" }
  | { at: "consent"; effect: string }
  | { at: "visit"; run: PlayRun }
  | { at: "leaving" };

/** Why visitors see a sign instead of the kiosk. */
export type Closed = "host" | "server" | null;

const WATCH_MS = 250;
const AGAIN_MS = 2000;
/** Who was seen, and walks away before a play has begun, needs no question. */
const GREETING_IDLE_MS = 7000;
/** Who came by touch, unseen, may be reading. */
const UNSEEN_IDLE_MS = 25_000;
/** Between the question whether somebody is still there, and the end of the visit. */
export const COUNTDOWN_MS = 10_000;
/** However many people stand there: a result makes room for the next after so long. */
const RESULT_MS_MAX = 90_000;
/** Loading a play takes seconds; a visit that hangs there is over. */
const LOADING_MS_MAX = 90_000;
const SORRY_MS = 15_000;
/** A lost camera is looked for this often while a play waits for it. */
const CAMERA_AGAIN_MS = 3000;
/** The page is loaded anew between visits after so many plays, or above so large a heap. */
const PLAYS_MAX = 25;
const HEAP_BYTES_MAX = 500_000_000;

export class Kiosk {
  readonly state = createStore<KioskState>({ at: "starting" });
  readonly effects = createStore<OpenEffect[]>([]);
  readonly closed = createStore<Closed>(null);
  /** Until when somebody has to say that they are still there, in ms of performance.now(). */
  readonly countdown = createStore<number | null>(null);
  readonly pulse: Pulse;
  scout: Scout | null = null;

  private readonly lookers = new Set<(look: Look) => void>();
  private readonly presence = new Presence();
  private readonly end = new AbortController();
  private readonly language: Locale = locale.get();
  private forgetRun: () => void = () => {};
  private lifeMs = performance.now();
  private sinceMs = performance.now();
  private cameraTriedMs = 0;
  private plays = 0;
  private hasConsented = false;
  private hasCamera = false;
  private hasBeenSeen = false;
  private followed: Orders;

  constructor(readonly facts: KioskFacts) {
    this.followed = facts.orders;
    this.pulse = new Pulse(facts.orders, () => this.telling());
  }

  async start(): Promise<void> {
    const { signal } = this.end;
    this.pulse.orders.subscribe(() => this.follow(this.pulse.orders.get()));
    this.pulse.isServerAway.subscribe(() => this.close());
    this.follow(this.facts.orders);
    this.pulse.start();
    const timer = window.setInterval(() => this.watch(), WATCH_MS);
    signal.addEventListener("abort", () => window.clearInterval(timer));
    const touch = (): void => this.signOfLife(true);
    for (const name of ["pointerdown", "pointermove", "keydown"]) {
      addEventListener(name, touch, { signal });
    }
    // A page that was ended in the middle of a visit may have left something.
    await endVisit(this.language, () => undefined);
    await this.loadEffects();
    if (!signal.aborted) this.attract();
  }

  stop(): void {
    this.end.abort();
    this.pulse.stop();
    this.scout?.rest();
    this.dropRun();
  }

  /** Calls f with every look of the scout; returns how to stop that. */
  watchLooks(f: (look: Look) => void): () => void {
    this.lookers.add(f);
    return () => this.lookers.delete(f);
  }

  /** Somebody touched the screen, or has stood there for two seconds. */
  greet(): void {
    if (this.state.get().at !== "attract" || this.closed.get() !== null) return;
    this.go({ at: "greeting" });
    this.scout?.watch(true);
  }

  /** Somebody picked an effect. */
  choose(effect: string): void {
    if (this.hasConsented) this.play(effect, true);
    else if (this.scout?.state.get() !== "on") this.play(effect, false);
    else this.go({ at: "consent", effect });
  }

  /** The visitor allows the play to look, or plays by touch. */
  play(effect: string, hasCamera: boolean): void {
    this.dropRun();
    this.hasCamera = hasCamera;
    if (hasCamera) {
      this.hasConsented = true;
      this.scout?.pause();
    } else this.scout?.rest(); // Who plays without a camera is looked at by none.
    const run = new PlayRun(effect, { kiosk: this.facts.name, leave: () => void this.leave() });
    this.forgetRun = run.state.subscribe(() => this.followRun(run.state.get()));
    this.go({ at: "visit", run });
    if (hasCamera) void run.playWithCamera();
    else run.playWithoutCamera();
  }

  /** Back to the choice, in the same visit. */
  another(): void {
    this.dropRun();
    this.go({ at: "greeting" });
    this.scout?.watch(true);
  }

  /** End the visit: nothing of it stays. */
  async leave(): Promise<void> {
    const { at } = this.state.get();
    if (at === "leaving" || at === "starting" || at === "attract") return;
    this.go({ at: "leaving" });
    this.dropRun();
    this.hasConsented = false;
    this.scout?.pause();
    await endVisit(this.language, () => this.close());
    const left = await leftovers();
    if (left.length > 0) this.pulse.note(`left over after a visit: ${left.join(", ")}`);
    if (left.length > 0 || this.isWorn()) await this.reload();
    if (!this.end.signal.aborted) this.attract();
  }

  /** Somebody is there: by being seen, or (isAct) by doing something. */
  signOfLife(isAct: boolean): void {
    this.lifeMs = performance.now();
    if (!isAct && performance.now() - this.sinceMs > RESULT_MS_MAX) return;
    if (isAct) this.sinceMs = Math.max(this.sinceMs, performance.now() - RESULT_MS_MAX / 2);
    this.countdown.set(null);
  }

  /** Load the page anew, but only while the server answers: a browser's own error page is no kiosk. */
  async reload(): Promise<void> {
    try {
      const answer = await fetch("/api/health", { cache: "no-store" });
      if (!answer.ok) return;
    } catch {
      return;
    }
    location.reload();
    await new Promise(() => undefined); // The page ends here.
  }

  private attract(): void {
    this.presence.reset();
    this.hasBeenSeen = false;
    this.hasCamera = true;
    this.go({ at: "attract" });
    this.scout?.watch(false);
  }

  private go(state: KioskState): void {
    this.sinceMs = performance.now();
    this.lifeMs = this.sinceMs;
    this.countdown.set(null);
    this.state.set(state);
    void this.pulse.beat();
  }

  private async loadEffects(): Promise<void> {
    const { signal } = this.end;
    while (!signal.aborted) {
      try {
        const { effects } = await fetchEffects();
        const open: OpenEffect[] = [];
        for (const entry of effects) {
          if (entry.release === null || entry.status !== "open") continue;
          open.push({ entry, release: await fetchRelease(entry.release) });
        }
        const first = open[0];
        if (first === undefined) throw new Error("no effect is open");
        if (this.scout === null) {
          const engine = await PythonEngine.load(first.release.files);
          this.scout = new Scout(engine.describe());
          this.scout.onLook = (look) => this.look(look);
          this.scout.onTrouble = (text) => this.pulse.note(text);
        }
        this.effects.set(open);
        return;
      } catch (error) {
        this.pulse.note(`the effects could not be had: ${String(error)}`);
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      }
    }
  }

  private look(look: Look): void {
    this.presence.see(look.tMs, look.isSomebody);
    if (look.isSomebody) this.hasBeenSeen = true;
    if (look.isSomebody || look.hand !== null) {
      this.signOfLife(look.nodBeganMs !== null || look.hand !== null);
    }
    const isSteady = this.presence.stayedMs(look.tMs) >= GREET_AFTER_MS;
    if (isSteady && this.state.get().at === "attract") this.greet();
    for (const looker of [...this.lookers]) looker(look);
  }

  private watch(): void {
    const nowMs = performance.now();
    const state = this.state.get();
    const idleMs = nowMs - this.lifeMs;
    const hereMs = nowMs - this.sinceMs;
    const until = this.countdown.get();
    if (until !== null && nowMs >= until) {
      void this.leave();
      return;
    }
    if (state.at === "greeting" || state.at === "consent") {
      const idleMsMax = this.hasBeenSeen ? GREETING_IDLE_MS : UNSEEN_IDLE_MS;
      if (idleMs > idleMsMax) void this.leave();
    } else if (state.at === "visit") {
      const run = state.run.state.get();
      this.watchRun(state.run, run, nowMs);
      const isTooLong =
        (run.at === "result" && hereMs > RESULT_MS_MAX) ||
        (run.at === "loading" && hereMs > LOADING_MS_MAX) ||
        (run.at === "start" && hereMs > SORRY_MS);
      const isIdle = run.at !== "loading" && run.at !== "asking" && this.isIdle(idleMs);
      if ((isTooLong || isIdle) && until === null) this.countdown.set(nowMs + COUNTDOWN_MS);
    }
  }

  private isIdle(idleMs: number): boolean {
    return idleMs > this.facts.idle_s * 1000;
  }

  private watchRun(run: PlayRun, state: RunState, nowMs: number): void {
    if (state.at !== "playing") return;
    const { snapshot } = state;
    if (snapshot.pausedBecause === "camera_lost") {
      if (nowMs - this.cameraTriedMs < CAMERA_AGAIN_MS) return;
      this.cameraTriedMs = nowMs;
      run.resume();
    } else if (state.mode === "camera" && snapshot.isPresent) this.signOfLife(false);
  }

  private followRun(state: RunState): void {
    if (state.at === "result") {
      this.plays += 1;
      this.go(this.state.get());
      if (this.hasCamera) this.scout?.watch(true);
    } else if (state.at === "start" && state.help === null) {
      this.another(); // The visitor gave up loading.
    } else if (state.at === "start") {
      this.sinceMs = performance.now();
      this.pulse.note(`a play did not begin: ${state.help}`);
    }
    if (state.at === "loading" && state.mode === "pointer") {
      this.hasCamera = false;
      this.scout?.rest();
    }
  }

  private dropRun(): void {
    this.forgetRun();
    this.forgetRun = () => {};
    const state = this.state.get();
    if (state.at === "visit") state.run.close();
  }

  /** Does what the host has ordered since the last time. */
  private follow(orders: Orders): void {
    const before = this.followed;
    this.followed = orders;
    volumeMax.set(orders.volume_percent_max / 100);
    this.close();
    if (orders.visit_ends > before.visit_ends || orders.is_paused) void this.leave();
    if (orders.reloads > before.reloads) void this.leave().then(() => this.reload());
  }

  private close(): void {
    const isPaused = this.pulse.orders.get().is_paused;
    this.closed.set(isPaused ? "host" : this.pulse.isServerAway.get() ? "server" : null);
  }

  private isWorn(): boolean {
    return this.plays >= PLAYS_MAX || heapBytes() > HEAP_BYTES_MAX;
  }

  private telling(): Telling {
    const isPlaying = this.runState() === "playing";
    return {
      state: this.shownState(),
      camera: isPlaying && this.hasCamera ? "on" : (this.scout?.state.get() ?? "off"),
      tracks_per_s: Math.round(this.scout?.tracksPerS() ?? 0),
      plays: this.plays,
      undelivered: outbox.get().pending.length,
    };
  }

  private runState(): RunState["at"] | null {
    const state = this.state.get();
    return state.at === "visit" ? state.run.state.get().at : null;
  }

  private shownState(): Telling["state"] {
    const { at } = this.state.get();
    if (at === "visit") return this.runState() === "result" ? "result" : "play";
    if (this.closed.get() !== null) return "maintenance";
    return at === "leaving" ? "starting" : at;
  }
}
