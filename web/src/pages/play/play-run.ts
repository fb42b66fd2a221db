/**
 * One visit to an effect: consent, camera, ticket, session, completion, result.
 *
 * Holds the order of things and no markup; the components show `state` and call the methods.
 */
import {
  ApiError,
  type EffectEntry,
  fetchEffects,
  fetchRelease,
  type Mode,
  openPlay,
  type Ticket,
  Unreachable,
} from "../../api.ts";
import { closeCamera, openCamera } from "../../camera/camera.ts";
import { checkCapabilities } from "../../camera/capabilities.ts";
import { openPhoto } from "../../camera/photo.ts";
import type { Kept } from "../../keep/kept.ts";
import { deliver, hand, outbox } from "../../outbox.ts";
import { isAuthor } from "../../play/author-error.ts";
import type { LoadProgress } from "../../play/loading.ts";
import type { PlaySession, SessionTicket, Snapshot } from "../../play/play-session.ts";
import { asPlayError } from "../../play/problems.ts";
import { clearRefreshMark, refreshOnce } from "../../pwa/refresh.ts";
import type { Release } from "../../runtime/release.ts";
import { answerEdge, mayUseEdge } from "../../tracking/edge-consent.ts";
import { countStep } from "../../ui/funnel.ts";
import {
  isMuted,
  locale,
  rememberChoice,
  rememberedChoice,
  volumeMax,
} from "../../ui/preferences.ts";
import { prefersReducedMotion } from "../../ui/reduced-motion.ts";
import { navigate } from "../../ui/router.tsx";
import { createStore } from "../../ui/store.ts";
import type { HelpTopic } from "./help.ts";
import { isSameSnapshot } from "./snapshot.ts";

export type RunState =
  | { at: "start"; help: HelpTopic | null }
  | { at: "asking" }
  | { at: "loading"; mode: Mode; progress: LoadProgress | null }
  | { at: "playing"; mode: Mode; ticket: Ticket; snapshot: Snapshot }
  | {
      at: "result";
      mode: Mode;
      ticket: Ticket;
      facts: Record<string, number>;
      kept: Promise<Kept>;
    };

/** What surrounds a play. kiosk: name of the device, where many visitors share one. */
export interface PlayFrame {
  kiosk: string | null;
  leave(): void;
}

const ORDINARY_FRAME: PlayFrame = { kiosk: null, leave: () => navigate("/") };

const TOO_MANY_REQUESTS = 429;

export class PlayRun {
  readonly state = createStore<RunState>({ at: "start", help: null });
  readonly release = createStore<Release | null>(null);
  /** undefined: not known yet; null: there is no such effect. */
  readonly entry = createStore<EffectEntry | null | undefined>(undefined);
  /** Where shared links lead to, if the server's operator says so. */
  readonly origin = createStore<string | null>(null);
  /** Whether this server may track the visitor of this effect. */
  readonly hasEdge = createStore(false);
  readonly choices = createStore<Record<string, string>>({});
  /** Counts attempts, so that every one gets a fresh canvas. */
  attempt = 0;
  /** Whether the last attempt had a photograph in the camera's place; which one is forgotten. */
  isPhoto = false;

  private isWorkshop = false;
  private ticket: Ticket | null = null;
  /** Whether the server is to track from the start. */
  private isEdge = false;
  private mode: Mode = "camera";
  private attemptEnd = new AbortController();
  private source: MediaStream | ImageBitmap | null = null;
  private session: PlaySession | null = null;
  private lastInspection: object = {};
  private forgetSound: () => void = () => {};

  constructor(
    readonly effect: string,
    private readonly frame: PlayFrame = ORDINARY_FRAME,
  ) {}

  /** Whether many visitors share this device. */
  get isKiosk(): boolean {
    return this.frame.kiosk !== null;
  }

  /** Go where the visitor came from. */
  leave(): void {
    this.frame.leave();
  }

  /** Fetch what can be fetched while the visitor reads. Quiet: starting tells of problems. */
  async prepare(): Promise<void> {
    const missing = checkCapabilities("camera")[0];
    if (missing) this.state.set({ at: "start", help: missing });
    try {
      await this.fetchRelease();
    } catch {
      // Asked again, and told, when the visitor starts.
    }
  }

  choose(name: string, option: string): void {
    rememberChoice(name, option);
    this.choices.set({ ...this.choices.get(), [name]: option });
  }

  /** Play before the camera with the server tracking; the visitor has agreed just now. */
  async playWithEdge(): Promise<void> {
    answerEdge(true);
    await this.playWithCamera(true);
  }

  /** isEdge: the server tracks; else this device, whatever was agreed to for an earlier play. */
  async playWithCamera(isEdge = false): Promise<void> {
    this.isEdge = isEdge;
    const missing = checkCapabilities("camera")[0];
    if (missing) {
      this.help(missing);
      return;
    }
    this.beginAttempt("camera");
    this.state.set({ at: "asking" });
    const { signal } = this.attemptEnd;
    try {
      this.source = await openCamera(signal);
      this.state.set({ at: "loading", mode: "camera", progress: null });
    } catch (error) {
      this.fail(error, signal);
    }
  }

  /** Play with a photograph of the device in the camera's place; it stays in this page. */
  async playWithPhoto(photo: File): Promise<void> {
    const missing = checkCapabilities("photo")[0];
    if (missing) {
      this.help(missing);
      return;
    }
    this.beginAttempt("camera");
    const { signal } = this.attemptEnd;
    try {
      const source = await openPhoto(photo);
      if (signal.aborted) {
        source.close();
        return;
      }
      this.source = source;
      this.isPhoto = true;
      this.state.set({ at: "loading", mode: "camera", progress: null });
    } catch (error) {
      this.fail(error, signal);
    }
  }

  playWithoutCamera(): void {
    const missing = checkCapabilities("pointer")[0];
    if (missing) {
      this.help(missing);
      return;
    }
    this.beginAttempt("pointer");
    this.state.set({ at: "loading", mode: "pointer", progress: null });
  }

  /** Start anew the way the visitor last wanted to play; a photograph is chosen anew. */
  again(): void {
    if (this.mode === "pointer") this.playWithoutCamera();
    else if (this.isPhoto) this.help(null);
    else void this.playWithCamera(this.isEdge);
  }

  /** The canvas of the attempt is there: ask for a ticket, load, start. */
  async load(canvas: HTMLCanvasElement): Promise<void> {
    const state = this.state.get();
    if (state.at !== "loading") return;
    const { mode } = state;
    const { signal } = this.attemptEnd;
    countStep("consented", this.effect);
    try {
      // The play's code is on its way while the ticket is asked for.
      const [{ loadSession }, release] = await Promise.all([loadCode(), this.fetchRelease()]);
      await deliverKept();
      signal.throwIfAborted();
      const ticket = await openPlay(this.effect, release.release, mode, this.frame.kiosk);
      signal.throwIfAborted();
      clearRefreshMark();
      const session = await loadSession({
        release,
        ticket: { playId: ticket.play_id, seed: ticket.seed },
        choices: this.choices.get(),
        mode,
        hasEdge: this.hasEdge.get() && !this.isPhoto,
        isEdge: this.isEdge && mayUseEdge() && mode === "camera" && !this.isPhoto,
        canvas,
        source: this.source,
        locale: locale.get(),
        reducedMotion: prefersReducedMotion(),
        renewTicket: this.isWorkshop ? (hash) => this.renewTicket(hash, mode) : null,
        onProgress: (progress) => {
          if (!signal.aborted) this.state.set({ at: "loading", mode, progress });
        },
        signal,
      });
      if (signal.aborted) {
        await session.stop();
        return;
      }
      this.play(session, ticket, mode);
    } catch (error) {
      this.fail(error, signal);
    }
  }

  pause(): void {
    this.session?.pause();
  }

  resume(): void {
    this.session?.resume();
  }

  /** Ask the visitor, in the midst of a play, whether the server may track. */
  askEdge(): void {
    this.session?.askEdge();
  }

  /** What the visitor answered, or wishes now. */
  useEdge(isWanted: boolean): void {
    answerEdge(isWanted);
    this.isEdge = isWanted;
    this.session?.useEdge(isWanted);
  }

  press(): void {
    this.session?.press();
  }

  /** Do what the play offers by a button. */
  act(action: string): void {
    this.session?.act(action);
  }

  /** Give up this attempt and show help, or the start again. */
  help(topic: HelpTopic | null): void {
    this.endAttempt();
    this.state.set({ at: "start", help: topic });
  }

  /** Let everything go: camera, session, what is still loading. */
  close(): void {
    this.endAttempt();
  }

  inspect(): object {
    return this.session?.inspect() ?? this.lastInspection;
  }

  private play(session: PlaySession, ticket: Ticket, mode: Mode): void {
    this.session = session;
    this.ticket = ticket;
    session.setMuted(isMuted.get());
    session.capVolume(volumeMax.get());
    const forgetMuted = isMuted.subscribe(() => session.setMuted(isMuted.get()));
    const forgetCap = volumeMax.subscribe(() => session.capVolume(volumeMax.get()));
    this.forgetSound = () => {
      forgetMuted();
      forgetCap();
    };
    session.onCompleted((trace) => {
      countStep("completed", this.effect);
      const held = this.ticket ?? ticket;
      void hand({
        playId: held.play_id,
        ticket: held.ticket,
        trace,
        effect: held.effect,
        completedAt: new Date().toISOString(),
        deliverUntil: held.deliver_until,
      });
    });
    session.subscribe((snapshot) => {
      if (this.session !== session) return;
      // Authors keep the stopped play in view with its traceback, and mend it there.
      if (snapshot.failure !== null && !isAuthor()) {
        this.help("unknown");
        return;
      }
      if (snapshot.phase === "finished") {
        this.finish(this.ticket ?? ticket, mode, snapshot);
        return;
      }
      if (snapshot.isPresent) countStep("tracked", this.effect);
      if (snapshot.phase === "playing") countStep("played", this.effect);
      const state = this.state.get();
      if (state.at === "playing" && isSameSnapshot(state.snapshot, snapshot)) return;
      this.state.set({ at: "playing", mode, ticket: this.ticket ?? ticket, snapshot });
    });
    session.start();
  }

  /** A ticket is for one release: what an author has saved meanwhile gets another. */
  private async renewTicket(hash: string, mode: Mode): Promise<SessionTicket> {
    this.ticket = await openPlay(this.effect, hash, mode, this.frame.kiosk);
    return { playId: this.ticket.play_id, seed: this.ticket.seed };
  }

  private finish(ticket: Ticket, mode: Mode, snapshot: Snapshot): void {
    const { session } = this;
    if (session === null) return;
    this.lastInspection = session.inspect();
    const kept = session.keep();
    this.endAttempt();
    this.state.set({ at: "result", mode, ticket, facts: snapshot.facts, kept });
  }

  private async fetchRelease(): Promise<Release> {
    const { origin, is_workshop: isWorkshop, edge_tracking, effects } = await fetchEffects();
    this.origin.set(origin);
    this.isWorkshop = isWorkshop;
    const entry = effects.find(({ id }) => id === this.effect) ?? null;
    this.entry.set(entry);
    // A kiosk is this place's own computer; where a face is drawn anew, the device has the work of
    // it anyhow.
    const isForDevice = this.isKiosk || entry?.tracking.includes("person") !== false;
    this.hasEdge.set(edge_tracking && !isForDevice);
    if (!entry?.release) throw new Error(`effect ${this.effect} is not open`);
    const known = this.release.get();
    if (known?.release === entry.release) return known;
    const release = await fetchRelease(entry.release);
    const chosen = Object.entries(release.manifest.choices).map(([name, options]) => [
      name,
      rememberedChoice(name, options),
    ]);
    this.choices.set(Object.fromEntries(chosen));
    this.release.set(release);
    return release;
  }

  private beginAttempt(mode: Mode): void {
    this.endAttempt();
    this.mode = mode;
    this.isPhoto = false;
    this.attemptEnd = new AbortController();
    this.attempt += 1;
  }

  private endAttempt(): void {
    this.attemptEnd.abort();
    this.forgetSound();
    this.forgetSound = () => {};
    const { session, source } = this;
    this.session = null;
    this.source = null;
    if (session) void session.stop();
    if (source instanceof MediaStream) closeCamera(source);
    else source?.close();
  }

  private fail(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return; // The visitor left; that is no problem.
    const topic = topicOf(error);
    if (topic === "update_needed" && refreshOnce()) return;
    console.error(error);
    this.help(topic);
  }
}

/** The play's own code; when it is gone from the server, the page is an old one. */
async function loadCode(): Promise<typeof import("../../play/load-session.ts")> {
  try {
    return await import("../../play/load-session.ts");
  } catch (cause) {
    throw navigator.onLine === false
      ? new Unreachable(cause)
      : new ApiError(404, "update_needed", `the play's code did not load: ${String(cause)}`);
  }
}

function topicOf(error: unknown): HelpTopic {
  if (error instanceof Unreachable) return "unreachable";
  if (error instanceof ApiError) {
    if (error.code === "update_needed") return "update_needed";
    return error.status >= 500 || error.status === TOO_MANY_REQUESTS ? "unreachable" : "unknown";
  }
  return asPlayError(error).problem;
}

/** A new ticket closes the one before, so what was played on that has to arrive first. */
async function deliverKept(): Promise<void> {
  if (outbox.get().pending.length === 0) return;
  await deliver();
  if (outbox.get().pending.length > 0) throw new Unreachable("kept plays could not go out");
}
