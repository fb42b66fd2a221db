/** What the kiosk's page asks of its own server. */
import { post, request, type Totals } from "../../api.ts";

export interface Orders {
  is_paused: boolean;
  volume_percent_max: number;
  visit_ends: number;
  reloads: number;
}

export interface KioskFacts {
  name: string;
  /** Changes with every start of the server. */
  boot: string;
  /** Whether this browser is the kiosk itself, and no phone or other machine of its network. */
  is_device: boolean;
  idle_s: number;
  handover_s: number;
  orders: Orders;
}

export interface Heartbeat {
  page: string;
  state: "starting" | "attract" | "greeting" | "consent" | "play" | "result" | "maintenance";
  camera: "on" | "lost" | "off";
  frames_per_s: number;
  tracks_per_s: number;
  heap_bytes: number;
  plays: number;
  undelivered: number;
  error: string | null;
}

export interface Handover {
  token: string;
  /** null while no phone could open it. */
  link: string | null;
  seconds_left: number;
}

export const fetchKiosk = (): Promise<{ kiosk: KioskFacts | null }> => request("/api/kiosk/state");

/** The whole campaign, as the central server said last. */
export interface CampaignAsSaid {
  totals: Totals;
  said_at: string;
  is_online: boolean;
  /** Plays credited here that the totals have not got yet. */
  waiting: number;
}

export interface HeartbeatAnswer {
  boot: string;
  orders: Orders;
  /** null where the kiosk belongs to no central server. */
  campaign: CampaignAsSaid | null;
}

export const sendHeartbeat = (beat: Heartbeat): Promise<HeartbeatAnswer> =>
  post("/api/kiosk/heartbeat", beat);

export const endVisitOnServer = (): Promise<unknown> => post("/api/kiosk/visits/end", {});

export const beginHandover = (effect: string): Promise<Handover> =>
  post("/api/kiosk/handovers", { effect });

export const fetchHandover = (token: string): Promise<Handover> =>
  request(`/api/kiosk/handovers/${token}`);

/** piece: its name on the server, "video", "card" or "strip". */
export const bringPiece = (token: string, piece: string, blob: Blob): Promise<Handover> =>
  request(`/api/kiosk/handovers/${token}/${piece}`, {
    method: "PUT",
    headers: { "content-type": blob.type.split(";")[0] ?? "" },
    body: blob,
  });
