/** The desk's addresses, typed. Every change carries the token of the session. */
import { request } from "../../api.ts";

export type Titles = Record<"zh-CN" | "en", string>;
export type Role = "viewer" | "operator";

export interface Session {
  name: string;
  role: Role;
  must_change_password: boolean;
  csrf_token: string;
  ends_at: string;
  idle_minutes: number;
}

export interface SessionAnswer {
  session: Session | null;
}

export interface CampaignTask {
  id: string;
  pledged_fen: number;
  fen_per_play: number;
  titles: Titles;
  effect: { id: string; tracking: string[]; titles: Titles | null };
  statement: Titles;
  source: Titles;
  meaning: { unit: Titles; fen_per_unit: number; source: Titles };
  is_paused: boolean;
}

export interface Limits {
  per_participant: number;
  per_kiosk: number;
  per_network: number;
  per_task: number | null;
  reservations_per_network: number;
}

export interface Campaign {
  id: string;
  currency: "CNY";
  titles: Titles;
  is_example: boolean;
  charity: { name: Titles; registration: string; contact: string; donation_url: string | null };
  sponsor: { name: Titles };
  opens_at: string | null;
  closes_at: string | null;
  is_paused: boolean;
  limits: Limits;
  tasks: CampaignTask[];
}

export interface CampaignEntry {
  version: number;
  at: string;
  operator: string;
  is_running: boolean;
  campaign: Campaign;
}

export interface CampaignsAnswer {
  campaigns: CampaignEntry[];
  effects: { id: string; titles: Titles }[];
}

export interface Balance {
  task: string;
  pledged_fen: number;
  released_fen: number;
  paid_fen: number;
  credited_plays: number;
  participants: number;
}

export interface Overview {
  balances: Balance[];
  reviews_open: number;
  reviews_due_at: string | null;
}

export type EntryKind = "pledge" | "credit" | "payout" | "correction";

export interface MoneyEntry {
  index: number;
  kind: EntryKind;
  task: string;
  from_account: string;
  to_account: string;
  amount_fen: number;
  at: string;
  reference: string;
  corrects: number | null;
  /** The entry that takes it back; null: it counts. */
  corrected_by: number | null;
}

export interface MoneyAnswer {
  balances: Balance[];
  entries: MoneyEntry[];
  more_before: number | null;
}

export interface Finding {
  kind: string;
  facts: Record<string, string | number>;
}

export interface Review {
  play_id: string;
  task: string;
  amount_fen: number;
  finding: Finding;
  held_at: string;
  due_at: string;
  resolved_at: string | null;
  is_accepted: boolean | null;
  operator: string | null;
  note: string | null;
}

export interface ReviewsAnswer {
  open: Review[];
  open_count: number;
  resolved: Review[];
}

export interface TraceSignal {
  name: string;
  /** One a tick. */
  values: number[];
}

/** From tick `first` until before `end`; signal null: of all. */
export interface TraceMark {
  kind: "absent" | "still" | "jerk" | "same";
  signal: string | null;
  first: number;
  end: number;
}

export interface HeldTraceAnswer {
  tick_hz: number;
  ticks: number;
  signals: TraceSignal[];
  marks: TraceMark[];
}

export interface KioskAllotment {
  task: string;
  allotted_fen: number;
  used_fen: number;
  plays: number;
  /** Its rest is kept for the kiosk. */
  is_set_aside: boolean;
}

export interface Kiosk {
  name: string;
  is_revoked: boolean;
  is_online: boolean;
  issued_at: string;
  plays_until: string;
  plays_per_day: number;
  seen_at: string | null;
  waiting: number;
  allotments: KioskAllotment[];
  refused: { play_id: string; task: string; reason: string; at: string }[];
}

export interface KiosksAnswer {
  kiosks: Kiosk[];
}

export interface Credential {
  name: string;
  credential: string;
  /** What the kiosk's host types; it asks for the credential. */
  command: string;
}

export interface Act {
  act_no: number;
  at: string;
  operator: string;
  kind: string;
  subject: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  note: string;
}

export interface ActsAnswer {
  acts: Act[];
  more_before: number | null;
}

export const STEPS = [
  "opened",
  "consented",
  "tracked",
  "played",
  "completed",
  "credited",
  "kept",
] as const;
export type Step = (typeof STEPS)[number];

export interface FunnelRow {
  channel: string;
  task: string;
  counts: Partial<Record<Step, number>>;
}

export interface FunnelAnswer {
  from_day: string;
  to_day: string;
  rows: FunnelRow[];
}

export interface PageTexts {
  texts: Record<"zh-CN" | "en", string | null>;
  changed_at: string | null;
}

let token = "";

/** Remember the token of the session that now is. */
export function carryToken(session: Session | null): void {
  token = session?.csrf_token ?? "";
}

export const read = <T>(path: string): Promise<T> => request<T>(`/api/operator/${path}`);

export function change<T>(method: "POST" | "PUT" | "DELETE", path: string, body?: unknown) {
  return request<T>(`/api/operator/${path}`, {
    method,
    headers: { "x-csrf-token": token, ...(body === undefined ? {} : JSON_TYPE) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

const JSON_TYPE = { "content-type": "application/json" };
