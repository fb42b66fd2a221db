/** Tells the kiosk's server every two seconds how the page is, and hears what the host wants. */
import { randomHex } from "../../runtime/hex.ts";
import { RateMeter } from "../../runtime/rolling.ts";
import { createStore, type Store } from "../../ui/store.ts";
import { type CampaignAsSaid, type Heartbeat, type Orders, sendHeartbeat } from "./kiosk-api.ts";

const BEAT_MS = 2000;
/** A server that is silent for this long is away: visitors are told, and nothing new begins. */
const AWAY_MS = 5000;
const ERROR_CHARACTERS_MAX = 400;
const PAGE_BYTES = 8;

export type Telling = Omit<Heartbeat, "page" | "frames_per_s" | "heap_bytes" | "error">;

export class Pulse {
  readonly isServerAway = createStore(false);
  readonly orders;
  readonly campaign = createStore<CampaignAsSaid | null>(null);

  private readonly page = randomHex(PAGE_BYTES);
  private readonly frames = new RateMeter();
  private readonly end = new AbortController();
  private error: string | null = null;
  private answeredMs = performance.now();
  private timer = 0;
  private frameId = 0;
  private isBeating = false;

  constructor(
    first: Orders,
    private readonly tell: () => Telling,
  ) {
    this.orders = createStore(first);
  }

  start(): void {
    const count = (nowMs: number): void => {
      this.frames.mark(nowMs);
      this.frameId = requestAnimationFrame(count);
    };
    this.frameId = requestAnimationFrame(count);
    const { signal } = this.end;
    addEventListener("error", (event) => this.note(event.message), { signal });
    addEventListener("unhandledrejection", (event) => this.note(String(event.reason)), { signal });
    this.timer = window.setInterval(() => void this.beat(), BEAT_MS);
    void this.beat();
  }

  stop(): void {
    this.end.abort();
    window.clearInterval(this.timer);
    cancelAnimationFrame(this.frameId);
  }

  /** Has the host see what went wrong; no words of a visitor's, a developer's alone. */
  note(text: string): void {
    this.error = text.slice(0, ERROR_CHARACTERS_MAX) || "an error without words";
  }

  async beat(): Promise<void> {
    if (this.isBeating) return;
    this.isBeating = true;
    const { error } = this;
    try {
      const answer = await sendHeartbeat({
        ...this.tell(),
        page: this.page,
        frames_per_s: Math.round(this.frames.perSecond(performance.now())),
        heap_bytes: heapBytes(),
        error,
      });
      if (this.error === error) this.error = null;
      this.answeredMs = performance.now();
      this.isServerAway.set(false);
      setIfOther(this.orders, answer.orders);
      setIfOther(this.campaign, answer.campaign);
    } catch {
      if (performance.now() - this.answeredMs > AWAY_MS) this.isServerAway.set(true);
    } finally {
      this.isBeating = false;
    }
  }
}

function setIfOther<T>(store: Store<T>, value: T): void {
  if (JSON.stringify(store.get()) !== JSON.stringify(value)) store.set(value);
}

/** Of JavaScript, in bytes; 0 where the browser does not tell. */
export function heapBytes(): number {
  const { memory } = performance as Performance & { memory?: { usedJSHeapSize: number } };
  return memory?.usedJSHeapSize ?? 0;
}
