/**
 * The page's line to one tracker, wherever it runs: an answer to each order, in their order.
 *
 * Starts as a module worker; where that fails as a classic worker; where that fails too on the
 * main thread, which draws less smoothly but plays.
 */
import type { FromTracker, ToTracker, Tracked, TrackPicture } from "./messages.ts";
import type { DevicePlace, TrackerPort } from "./tracker-port.ts";

export const DEVICE_PLACES: readonly DevicePlace[] = [
  "module_worker",
  "classic_worker",
  "main_thread",
];

const BUSY_POLL_MS = 5;

export class TrackerLink implements TrackerPort {
  private hasEnded = false;
  /** For the answers to what was ordered, the oldest first. */
  private waiting: { resolve(answer: FromTracker): void; reject(error: Error): void }[] = [];

  private constructor(
    readonly place: DevicePlace,
    private readonly say: (message: ToTracker, transfer: Transferable[]) => void,
    private readonly end: () => void,
  ) {}

  static async start(place: DevicePlace): Promise<TrackerLink> {
    if (place === "main_thread") {
      const { TrackerRealm } = await import("./tracker-realm.ts");
      const realm = new TrackerRealm((message) => link.hear(message));
      const link: TrackerLink = new TrackerLink(
        place,
        (message) => void realm.hear(message),
        () => void realm.hear({ kind: "close" }),
      );
      return link;
    }
    const worker = place === "module_worker" ? moduleWorker() : classicWorker();
    const link = new TrackerLink(
      place,
      (message, transfer) => worker.postMessage(message, transfer),
      () => worker.terminate(),
    );
    worker.addEventListener("message", (event: MessageEvent<FromTracker>) => link.hear(event.data));
    worker.addEventListener("error", (event) =>
      link.breakOff(new Error(`the ${place} broke: ${event.message}`)),
    );
    return link;
  }

  /** Creates the task. Rejects where this place cannot run it. */
  async open(order: Extract<ToTracker, { kind: "open" }>): Promise<void> {
    await this.ask(order, []);
  }

  /** Has a picture looked at; the picture comes back with the answer. */
  async track(order: TrackPicture): Promise<Tracked> {
    const answer = await this.ask(order, [order.picture]);
    if (answer.kind !== "tracked") throw new Error(`got ${answer.kind}, expected tracked`);
    return answer;
  }

  get takesAhead(): boolean {
    return this.place !== "main_thread";
  }

  /** Whether a picture is under way. */
  get isBusy(): boolean {
    return this.waiting.length > 0;
  }

  get isStopped(): boolean {
    return this.hasEnded;
  }

  /** Stops after the picture that is under way, which still comes back. */
  async retire(): Promise<void> {
    while (this.isBusy) await new Promise((resolve) => setTimeout(resolve, BUSY_POLL_MS));
    this.stop();
  }

  stop(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.end();
    this.fail(new Error("the tracker was stopped"));
  }

  private ask(message: ToTracker, transfer: Transferable[]): Promise<FromTracker> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      this.say(message, transfer);
    });
  }

  private hear(answer: FromTracker): void {
    const asked = this.waiting.shift();
    if (answer.kind === "failed") asked?.reject(new Error(answer.message));
    else asked?.resolve(answer);
  }

  private breakOff(error: Error): void {
    this.fail(error);
    this.stop();
  }

  /** Gives up on every answer that is still awaited. */
  private fail(error: Error): void {
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}

function moduleWorker(): Worker {
  return new Worker(new URL("./tracker.worker.ts", import.meta.url), { type: "module" });
}

function classicWorker(): Worker {
  return new Worker(new URL("./tracker.worker.ts", import.meta.url), { type: "classic" });
}
