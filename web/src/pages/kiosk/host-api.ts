/** What the host's page asks. */
import { post, request } from "../../api.ts";
import type { Heartbeat, Orders } from "./kiosk-api.ts";

export interface Standing {
  name: string;
  started_at: string;
  page:
    | (Pick<
        Heartbeat,
        "state" | "camera" | "frames_per_s" | "tracks_per_s" | "heap_bytes" | "undelivered"
      > & { silent_s: number })
    | null;
  plays: number;
  page_loads: number;
  handovers: number;
  errors: { at: string; text: string; count: number }[];
  /** null where the host starts the browser. */
  browser: { is_running: boolean; restarts: number; last_reason: string | null } | null;
  /** null without a central server. */
  queue: {
    central: string;
    is_online: boolean;
    last_contact_at: string | null;
    /** A word, "" where all is well. */
    last_error: string;
    waiting: number;
    credited: number;
    refused: number;
    newest_refused: { play_id: string; task: string; reason: string; at: string }[];
    plays_until: string | null;
  } | null;
  orders: Orders;
}

export type Order =
  | { order: "pause" | "open" | "end_visit" | "reload_page" | "restart_browser" }
  | { order: "cap_volume"; volume_percent_max: number };

export const fetchIsHost = (): Promise<{ is_host: boolean }> => request("/api/kiosk/host/session");

export const giveCode = (code: string): Promise<unknown> =>
  post("/api/kiosk/host/session", { code });

export const leaveHost = (): Promise<unknown> =>
  request("/api/kiosk/host/session", { method: "DELETE" });

export const markDevice = (): Promise<unknown> => post("/api/kiosk/host/device", {});

export const fetchStanding = (): Promise<Standing> => request("/api/kiosk/host");

export const giveOrder = (order: Order): Promise<Standing> => post("/api/kiosk/host/orders", order);
