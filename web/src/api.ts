/** The server's answers, typed, and its errors, told apart. */
import type { Release } from "./runtime/release.ts";

export type Mode = "camera" | "pointer";

/** Whether a completed play releases money now, and why not. */
export type TaskState = "open" | "not_pledged" | "fully_funded" | "paused" | "not_yet" | "over";

export interface TaskTotals {
  id: string;
  title: string;
  titles: Record<string, string>;
  effect: string;
  credited_plays: number;
  released_fen: number;
  pledged_fen: number;
  paid_fen: number;
  participants: number;
  fen_per_play: number;
  state: TaskState;
  /** When it will take plays; null unless its state is "not_yet". */
  opens_at: string | null;
}

export interface Totals {
  tasks: TaskTotals[];
  /** People who took part in any task, each counted once. */
  participants: number;
}

export interface EffectEntry {
  id: string;
  task: string;
  release: string | null;
  status: "open" | "coming";
  tracking: string[];
  titles: Record<string, string>;
  /** null while the effect is still to come. */
  summaries: Record<string, string> | null;
}

export interface EffectsAnswer {
  /** Where links that visitors share lead to; null: where the page itself is. */
  origin: string | null;
  /** Whether an author runs the server: then what is saved is swapped in. */
  is_workshop: boolean;
  /** Whether the server offers to track, to visitors whose devices are slow. */
  edge_tracking: boolean;
  effects: EffectEntry[];
}

/** What the pledge has for a play that begins now. */
export type Funding = "reserved" | "if_pledge_lasts" | "fully_funded" | "not_open";

export interface Ticket {
  play_id: string;
  ticket: string;
  seed: string;
  release: string;
  effect: string;
  task: string;
  issued_at: string;
  deliver_until: string;
  fen_per_play: number;
  funding: Funding;
}

const VERDICT_STATUSES = [
  "credited",
  "unfunded",
  "capped",
  "held",
  "expired",
  "not_completed",
  "implausible",
  "tampered",
  "duplicate",
  "update_needed",
] as const;
export type VerdictStatus = (typeof VERDICT_STATUSES)[number];

export interface Receipt {
  play_id: string;
  number: number;
  task: string;
  effect: string;
  amount_fen: number;
  currency: string;
  credited_at: string;
  /** Its index in the public ledger. */
  entry: number;
  /** Its line there, to the letter. */
  leaf: string;
}

export interface Verdict {
  status: VerdictStatus;
  reason: string;
  receipt: Receipt | null;
  /** Of a held play: when a person will have looked at the latest. */
  decided_by: string | null;
}

/** The server answered, and the answer is an error. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
    this.name = "ApiError";
  }
}

/** The server did not answer: no network, a restart, or too long a wait. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super(`no answer from the server: ${String(cause)}`);
    this.name = "Unreachable";
  }
}

const ANSWER_MS_MAX = 20_000;

/** Ask the server. Throws ApiError or Unreachable. */
export async function request<T>(url: string, init: RequestInit = {}): Promise<T> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), ANSWER_MS_MAX);
  let response: Response;
  try {
    response = await fetch(url, { ...init, signal: patience.signal });
  } catch (cause) {
    throw new Unreachable(cause);
  } finally {
    clearTimeout(timer);
  }
  if (response.ok) {
    try {
      return (await response.json()) as T;
    } catch (cause) {
      throw new Unreachable(cause); // Cut off on the way.
    }
  }
  throw await errorOf(response);
}

async function errorOf(response: Response): Promise<ApiError> {
  try {
    const { error } = (await response.json()) as {
      error: { code: string; got: unknown; expected: unknown; todo: unknown };
    };
    const detail = `got ${String(error.got)}; expected ${String(error.expected)}; ${String(error.todo)}`;
    return new ApiError(response.status, error.code, detail);
  } catch {
    return new ApiError(response.status, "unreadable", `HTTP ${response.status}`);
  }
}

export function post<T>(url: string, body: unknown): Promise<T> {
  return request<T>(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

export const fetchTotals = (): Promise<Totals> => request("/api/totals");

export const fetchEffects = (): Promise<EffectsAnswer> => request("/api/effects");

export const fetchRelease = (hash: string): Promise<Release> => request(`/releases/${hash}.json`);

/**
 * Ask for a ticket. Throws ApiError "update_needed" when the release is not known any more.
 *
 * kiosk: name of the device, where many visitors share one.
 */
export function openPlay(
  effect: string,
  release: string,
  mode: Mode,
  kiosk: string | null,
): Promise<Ticket> {
  return post(
    "/api/plays",
    kiosk === null ? { effect, release, mode } : { effect, release, mode, kiosk },
  );
}

/** Hand in a completed play; the same play may be handed in any number of times. */
export function sendCompletion(playId: string, ticket: string, trace: string): Promise<Verdict> {
  return post(`/api/plays/${playId}/completion`, { ticket, trace });
}
