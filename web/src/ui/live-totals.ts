/**
 * The campaign's figures as they change: a WebSocket first, a question every 15 s while it is
 * down. Figures are shown as the server gave them, never guessed ahead.
 */
import { useEffect } from "preact/hooks";
import { fetchTotals, type TaskTotals, type Totals } from "../api.ts";
import { createStore, useStore } from "./store.ts";

export interface LiveTotals {
  link: "waiting" | "connected" | "polling" | "offline";
  totals: Totals | null;
  at: Date | null;
}

const POLL_MS = 15_000;
const RETRY_MS_FIRST = 1_000;
const RETRY_MS_MAX = 30_000;

const liveTotals = createStore<LiveTotals>({ link: "waiting", totals: null, at: null });

let watchers = 0;
let socket: WebSocket | undefined;
let retryTimer: ReturnType<typeof setTimeout> | undefined;
let pollTimer: ReturnType<typeof setInterval> | undefined;
let retryMs = RETRY_MS_FIRST;

function show(link: LiveTotals["link"], totals: Totals | null): void {
  const before = liveTotals.get();
  liveTotals.set({
    link,
    totals: totals ?? before.totals,
    at: totals ? new Date() : before.at,
  });
}

async function ask(): Promise<void> {
  try {
    const totals = await fetchTotals();
    if (socket?.readyState !== WebSocket.OPEN) show("polling", totals);
  } catch {
    if (socket?.readyState !== WebSocket.OPEN) show("offline", null);
  }
}

function connect(): void {
  const address = new URL("/api/live", location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const opened = new WebSocket(address);
  socket = opened;
  opened.onmessage = (message) => {
    retryMs = RETRY_MS_FIRST;
    stopPolling();
    show("connected", JSON.parse(String(message.data)) as Totals);
  };
  opened.onclose = () => {
    if (socket !== opened) return;
    socket = undefined;
    startPolling();
    // Spread out, so that a restarted server is not met by everybody at once.
    retryTimer = setTimeout(connect, retryMs * (0.5 + Math.random()));
    retryMs = Math.min(RETRY_MS_MAX, retryMs * 2);
  };
}

function startPolling(): void {
  if (pollTimer !== undefined) return;
  void ask();
  pollTimer = setInterval(() => void ask(), POLL_MS);
}

function stopPolling(): void {
  clearInterval(pollTimer);
  pollTimer = undefined;
}

function disconnect(): void {
  clearTimeout(retryTimer);
  stopPolling();
  const open = socket;
  socket = undefined;
  open?.close();
}

/** A hidden page needs no figures. */
function followVisibility(): void {
  disconnect();
  if (watchers > 0 && !document.hidden) {
    retryMs = RETRY_MS_FIRST;
    connect();
  }
}

document.addEventListener("visibilitychange", followVisibility);

/** Watch the figures for as long as the component is shown. */
export function useLiveTotals(): LiveTotals {
  useEffect(() => {
    watchers += 1;
    if (watchers === 1) followVisibility();
    return () => {
      watchers -= 1;
      if (watchers === 0) disconnect();
    };
  }, []);
  return useStore(liveTotals);
}

export function taskTotals(live: LiveTotals, taskId: string): TaskTotals | null {
  return live.totals?.tasks.find((task) => task.id === taskId) ?? null;
}
