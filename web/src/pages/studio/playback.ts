/**
 * The transport: makes a take tick by tick from a source, and shows any moment of it.
 *
 * Python is where the take's head is, never behind; the past is looked up.
 */
import { createStore } from "../../ui/store.ts";
import { failureOf } from "./author-failure.ts";
import { Film } from "./film.ts";
import type { FedTick, PythonDesk } from "./python-desk.ts";
import type { Source } from "./sources/source.ts";
import type { StageHost } from "./stage-host.ts";
import type { Failure } from "./studio-api.ts";
import { Take } from "./take.ts";

/** More than so many ticks at once are not caught up. */
const CATCH_UP_TICKS_MAX = 4;
/** Ticks of a trace are lived ahead for so long in each refresh, so that the page stays awake. */
const AHEAD_MS = 12;
export const SPEEDS: readonly number[] = [0.1, 0.25, 0.5, 1];

export interface Moment {
  tick: number;
  head: number;
  /** Of the take: grows with every tick that is added. */
  edition: number;
}

export interface Loop {
  from: number;
  to: number;
}

export interface TickFailure extends Failure {
  tick: number;
}

export class Playback {
  readonly moment = createStore<Moment>({ tick: 0, head: 0, edition: 0 });
  readonly take = createStore<Take | null>(null);
  readonly isPlaying = createStore(false);
  readonly isWaiting = createStore(false);
  /** Whether a trace is still being lived through to its end. */
  readonly isGoingAhead = createStore(false);
  readonly speed = createStore(1);
  /** The whole take, a part of it, or null: stops at the end. */
  readonly loop = createStore<Loop | "all" | null>(null);
  readonly failure = createStore<TickFailure | null>(null);
  onSounds: (sounds: readonly [string, number, number][]) => void = () => undefined;

  film: Film | null = null;
  private python: PythonDesk | null = null;
  private source: Source | null = null;
  private at = 0;
  /** Where the author was before the effect failed sooner than that; null where it does not. */
  private wishedAt: number | null = null;
  private heldTicks = 0;
  private lastMs = 0;
  private isOver = false;

  constructor(
    private readonly host: StageHost,
    private readonly tickHz: () => number,
  ) {}

  /** Begins a take. Throws EffectError where the effect does not start. */
  begin(take: Take, python: PythonDesk, source: Source): void {
    this.python = python;
    this.source = source;
    this.film = take.order.mode === "camera" && source.kind !== "trace" ? new Film() : null;
    this.failure.set(null);
    this.loop.set(this.loop.get() === "all" ? "all" : null);
    this.isGoingAhead.set(source.kind === "trace");
    this.isOver = false;
    this.at = 0;
    this.wishedAt = null;
    this.heldTicks = 0;
    this.take.set(take);
    this.attempt(() => take.begin(python.open(take.order)));
    this.show();
  }

  /** Forgets everything; the stage keeps what it shows. */
  end(): void {
    this.pause();
    this.source = null;
    this.python = null;
    this.isGoingAhead.set(false);
    this.take.set(null);
    this.film = null;
    this.failure.set(null);
    this.at = 0;
    this.tell();
  }

  /** Lives the same inputs through with other code; shows the same moment. Returns the new take. */
  async relive(python: PythonDesk, isStillWanted: () => boolean): Promise<Take | null> {
    const before = this.take.get();
    if (before === null) return null;
    const wasPlaying = this.isPlaying.get();
    this.pause();
    const columns = python.columns.map(({ name }) => name);
    const take = new Take(before.order, columns, before.recordedDigests);
    this.python = python;
    this.failure.set(null);
    this.attempt(() => take.begin(python.open(before.order)));
    await this.live(take, [...before.fed, ...before.unlived], isStillWanted);
    if (!isStillWanted()) return null;
    this.take.set(take);
    // Where the effect fails sooner, the moment looked at comes back once it does not.
    const wished = Math.max(this.at, this.wishedAt ?? 0);
    this.at = Math.min(wished, take.head);
    this.wishedAt = this.at < wished ? wished : null;
    this.isOver = false;
    this.isGoingAhead.set(this.source?.kind === "trace");
    this.show();
    if (wasPlaying && this.failure.get() === null) this.play();
    return take;
  }

  /** Takes the play over at the moment shown: what came after is cut off. */
  async goOnFrom(python: PythonDesk, source: Source): Promise<void> {
    const before = this.take.get();
    if (before === null) return;
    const { at } = this;
    const fed = before.fed.slice(0, at);
    const take = new Take(before.order, before.columns);
    this.pause();
    this.python = python;
    this.source = source;
    this.isGoingAhead.set(false);
    this.isOver = false;
    this.failure.set(null);
    this.film ??= take.order.mode === "camera" && source.kind !== "trace" ? new Film() : null;
    this.film?.cutAfter(at);
    this.attempt(() => take.begin(python.open(take.order)));
    await this.live(take, fed, () => true);
    this.take.set(take);
    this.at = take.head;
    this.show();
  }

  play(): void {
    const take = this.take.get();
    if (take === null) return;
    if (this.isAtEnd(take)) this.seek(this.range(take).from);
    this.heldTicks = 0;
    this.isPlaying.set(true);
    this.source?.setRunning(true);
  }

  pause(): void {
    this.isPlaying.set(false);
    this.isWaiting.set(false);
    this.source?.setRunning(false);
  }

  toggle(): void {
    if (this.isPlaying.get()) this.pause();
    else this.play();
  }

  seek(tick: number): void {
    const take = this.take.get();
    if (take === null) return;
    this.at = Math.max(0, Math.min(take.head, Math.round(tick)));
    this.wishedAt = null;
    this.heldTicks = 0;
    this.show();
  }

  /** Goes so many ticks on or back; past the head a source makes one more. */
  step(ticks: number): void {
    this.pause();
    const take = this.take.get();
    if (take === null) return;
    if (ticks === 1 && this.at === take.head) this.make(take);
    this.seek(this.at + ticks);
  }

  /** Goes to the next or the last change of phase. */
  jump(direction: 1 | -1): void {
    const take = this.take.get();
    if (take === null) return;
    const changes = take.milestones.filter(({ kind }) => kind === "phase").map(({ tick }) => tick);
    const marks = [0, ...changes, take.head];
    const next =
      direction === 1
        ? marks.find((tick) => tick > this.at)
        : marks.reverse().find((tick) => tick < this.at);
    if (next !== undefined) this.seek(next);
  }

  /** To be called at each display refresh. */
  refresh(nowMs: number): void {
    const passedMs = Math.min(250, Math.max(0, nowMs - this.lastMs));
    this.lastMs = nowMs;
    const take = this.take.get();
    if (take === null) return;
    if (this.isGoingAhead.get()) this.goAhead(take);
    let share = 1;
    let passedS = 0;
    if (this.isPlaying.get()) {
      passedS = (passedMs / 1000) * this.speed.get();
      this.heldTicks = Math.min(CATCH_UP_TICKS_MAX, this.heldTicks + passedS * this.tickHz());
      while (this.heldTicks >= 1 && this.isPlaying.get()) {
        if (!this.advance(take)) {
          this.heldTicks = Math.min(this.heldTicks, 1);
          break;
        }
        this.heldTicks -= 1;
      }
      share = Math.min(1, this.heldTicks);
    }
    this.host.draw(nowMs, share, passedS);
  }

  range(take: Take): Loop {
    const loop = this.loop.get();
    return loop === null || loop === "all" ? { from: 0, to: take.head } : loop;
  }

  /** Whether the source can add to the take where it ends. */
  get canGrow(): boolean {
    return this.source !== null && !this.isOver && this.failure.get() === null;
  }

  private isAtEnd(take: Take): boolean {
    return this.at >= this.range(take).to && (this.at < take.head || !this.canGrow);
  }

  private advance(take: Take): boolean {
    const loop = this.loop.get();
    const { from, to } = this.range(take);
    const isPart = loop !== null && loop !== "all";
    if (isPart && this.at >= to) return this.go(from);
    if (this.at < take.head) return this.go(this.at + 1);
    if (this.canGrow) {
      const isMade = this.make(take);
      if (isMade) return this.go(this.at + 1);
      if (this.canGrow) return false;
    }
    if (loop === "all" && take.head > 0) return this.go(0);
    this.pause();
    return false;
  }

  private go(tick: number): boolean {
    this.at = tick;
    this.show();
    const sounds = this.take.get()?.report(tick)?.sounds ?? [];
    if (sounds.length > 0) this.onSounds(sounds);
    return true;
  }

  /** Adds a tick to the take; false where the source has none, or the effect raised. */
  private make(take: Take): boolean {
    const { python, source } = this;
    if (python === null || source === null || !this.canGrow) return false;
    if (take.report(take.head)?.phase === "finished") {
      this.isOver = true;
      return false;
    }
    const offer = source.next(take.head + 1);
    this.isWaiting.set(offer.is === "waiting");
    if (offer.is === "over") this.isOver = true;
    if (offer.is !== "tick") return false;
    const isMade = this.feed(take, offer.fed);
    if (offer.tracked !== null) {
      this.film?.add(take.head, offer.tracked);
      this.host.see(offer.tracked);
    }
    const watched = take.report(take.head)?.watched;
    if (watched !== undefined) source.watch(watched);
    return isMade;
  }

  private feed(take: Take, fed: FedTick): boolean {
    const { python } = this;
    if (python === null) return false;
    return this.attempt(() => {
      const { report, row, tickMs } = python.tick(fed);
      take.add(fed, report, row, tickMs);
    }, take.head + 1);
  }

  /** Lives a trace on, unseen, for as long as a refresh allows. */
  private goAhead(take: Take): void {
    const untilMs = performance.now() + AHEAD_MS;
    while (performance.now() < untilMs) {
      if (this.make(take)) continue;
      this.isGoingAhead.set(false);
      if (this.python !== null) take.digests = this.python.digests();
      break;
    }
    this.tell();
  }

  private async live(
    take: Take,
    fed: readonly FedTick[],
    isStillWanted: () => boolean,
  ): Promise<void> {
    let untilMs = performance.now() + AHEAD_MS;
    for (const [place, tick] of fed.entries()) {
      if (!isStillWanted()) return;
      if (take.report(take.head)?.phase === "finished") break;
      if (this.failure.get() !== null || !this.feed(take, tick)) {
        take.unlived = fed.slice(place);
        return;
      }
      if (performance.now() < untilMs) continue;
      await new Promise(requestAnimationFrame);
      untilMs = performance.now() + AHEAD_MS;
    }
    if (this.python !== null) take.digests = this.python.digests();
  }

  private attempt(step: () => void, tick = 0): boolean {
    try {
      step();
      return true;
    } catch (error) {
      this.failure.set({ ...failureOf(error), tick });
      this.pause();
      return false;
    }
  }

  private show(): void {
    const take = this.take.get();
    if (take !== null && take.reports.length > 0) this.host.show(take, this.at, this.film);
    this.tell();
  }

  private tell(): void {
    const take = this.take.get();
    const next = { tick: this.at, head: take?.head ?? 0, edition: take?.edition ?? 0 };
    const now = this.moment.get();
    if (next.tick === now.tick && next.head === now.head && next.edition === now.edition) return;
    this.moment.set(next);
  }
}
