/**
 * Completed plays on their way to the server.
 *
 * A play is written down on the device before it is sent and removed only when the server has
 * answered, so neither a lost connection nor a closed page loses it. The server credits a play
 * once however often it arrives.
 */
import { clear, del, entries, createStore as openDatabase, set } from "idb-keyval";
import { ApiError, sendCompletion, type Verdict } from "./api.ts";
import { countStep } from "./ui/funnel.ts";
import { createStore } from "./ui/store.ts";

export interface KeptPlay {
  playId: string;
  ticket: string;
  trace: string;
  effect: string;
  completedAt: string;
  deliverUntil: string;
  /** A person checks it, and has decided by then; kept on the device to ask what came of it. */
  decidedBy?: string;
}

/** What became of a play: the server's verdict, or "refused" when it could not read it. */
export type Answer =
  | Verdict
  | { status: "refused"; reason: string; receipt: null; decided_by: null };

export interface Outcome {
  play: KeptPlay;
  answer: Answer;
}

export interface OutboxState {
  pending: KeptPlay[];
  /** Delivered, and waiting for a person to decide. */
  held: KeptPlay[];
  isSending: boolean;
  /** The last try did not reach the server; another follows by itself. */
  hasFailed: boolean;
  /** Answers, newest first, until the visitor has seen them. */
  outcomes: Outcome[];
}

const RETRY_MS_FIRST = 2_000;
const RETRY_MS_MAX = 120_000;
const LOCK = "kindlens.outbox";
const REQUEST_TIMEOUT = 408;
const TOO_MANY_REQUESTS = 429;

export const outbox = createStore<OutboxState>({
  pending: [],
  held: [],
  isSending: false,
  hasFailed: false,
  outcomes: [],
});

const database = openDatabase("kindlens", "outbox");
const waiting = new Map<string, KeptPlay>();
let retryMs = RETRY_MS_FIRST;
let retryTimer: ReturnType<typeof setTimeout> | undefined;

function publish(change: Partial<OutboxState> = {}): void {
  const kept = [...waiting.values()];
  outbox.set({
    ...outbox.get(),
    ...change,
    pending: kept.filter((play) => play.decidedBy === undefined),
    held: kept.filter((play) => play.decidedBy !== undefined),
  });
}

/** Where the device refuses storage (some private windows), memory has to do. */
async function ifStorable<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

/** Another tab may have kept or delivered some since we looked. */
async function look(): Promise<void> {
  const found = await ifStorable(() => entries<string, KeptPlay>(database));
  if (!found) return;
  waiting.clear();
  for (const [playId, play] of found) waiting.set(playId, play);
  publish();
}

/** Errors that sending the same play again cannot change. */
function isFinal(error: unknown): error is ApiError {
  return (
    error instanceof ApiError &&
    error.status < 500 &&
    error.status !== TOO_MANY_REQUESTS &&
    error.status !== REQUEST_TIMEOUT
  );
}

async function send(play: KeptPlay): Promise<Answer> {
  try {
    return await sendCompletion(play.playId, play.ticket, play.trace);
  } catch (error) {
    if (isFinal(error)) {
      return { status: "refused", reason: error.message, receipt: null, decided_by: null };
    }
    if (play.decidedBy === undefined && Date.now() > Date.parse(play.deliverUntil)) {
      return { status: "expired", reason: "too_late", receipt: null, decided_by: null };
    }
    throw error;
  }
}

async function sendAll(): Promise<void> {
  await look();
  for (const play of outbox.get().pending) await settle(play, await send(play));
}

/** Take an answer. What a person has yet to decide stays, to be asked about at the next visit. */
async function settle(play: KeptPlay, answer: Answer): Promise<void> {
  if (answer.status === "credited") countStep("credited", play.effect);
  if (answer.status === "held" && answer.decided_by !== null) {
    const held = { ...play, decidedBy: answer.decided_by };
    waiting.set(play.playId, held);
    await ifStorable(() => set(play.playId, held, database));
  } else {
    waiting.delete(play.playId);
    await ifStorable(() => del(play.playId, database));
  }
  if (play.decidedBy !== undefined && answer.status === "held") return publish(); // As before.
  publish({ hasFailed: false, outcomes: [{ play, answer }, ...outbox.get().outcomes] });
}

/** Ask what came of the plays that a person checks; the same delivery is answered the same way. */
async function askAboutHeld(): Promise<void> {
  await look();
  for (const play of outbox.get().held) await settle(play, await send(play));
}

/** One tab sends at a time; where locks are missing the server sorts out doubles. */
function withLock(work: () => Promise<void>): Promise<void> {
  return navigator.locks ? navigator.locks.request(LOCK, work) : work();
}

async function deliverOnce(): Promise<void> {
  clearTimeout(retryTimer);
  publish({ isSending: true });
  try {
    await withLock(sendAll);
    retryMs = RETRY_MS_FIRST;
    publish({ isSending: false, hasFailed: false });
  } catch {
    retryTimer = setTimeout(() => void deliver(), retryMs);
    retryMs = Math.min(RETRY_MS_MAX, retryMs * 2);
    publish({ isSending: false, hasFailed: true });
  }
}

let running: Promise<void> | undefined;

/**
 * Send everything that is kept. Never throws: what could not be sent stays kept and is tried
 * again by itself, less and less often, and at once when the connection returns.
 */
export function deliver(): Promise<void> {
  running ??= deliverOnce().finally(() => {
    running = undefined;
  });
  return running;
}

/** Write a completed play down and begin to deliver it; its answer appears in `outcomes`. */
export async function hand(play: KeptPlay): Promise<void> {
  waiting.set(play.playId, play);
  publish();
  await ifStorable(() => set(play.playId, play, database));
  await running; // A delivery under way may have looked before this play was there.
  if (waiting.has(play.playId)) await deliver();
}

/** Forget answers the visitor has seen: those of one play, or all. */
export function forgetOutcomes(playId?: string): void {
  const outcomes = outbox
    .get()
    .outcomes.filter((outcome) => playId !== undefined && outcome.play.playId !== playId);
  publish({ outcomes });
}

/** Look for plays of an earlier visit and begin to deliver them. */
export async function openOutbox(): Promise<void> {
  addEventListener("online", () => void deliver());
  await look();
  if (outbox.get().pending.length > 0) await deliver();
  try {
    if (outbox.get().held.length > 0) await withLock(askAboutHeld);
  } catch {
    // Not reached: asked again at the next visit.
  }
}

/** Forget everything, also what a person has yet to decide. For a device that others use next. */
export async function forgetAll(): Promise<void> {
  waiting.clear();
  await ifStorable(() => clear(database));
  publish({ outcomes: [] });
}
