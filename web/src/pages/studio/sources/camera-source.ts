/** The author's webcam: every tick takes the newest tracked picture, as a visitor's play does. */
import { openCamera } from "../../../camera/camera.ts";
import { CameraKeeper } from "../../../play/camera-keeper.ts";
import type { Tracked } from "../../../tracking/messages.ts";
import type { Tracker } from "../../../tracking/tracker.ts";
import { restingTasks } from "../../../tracking/tracking-needs.ts";
import { type Offer, Presses, type Source } from "./source.ts";
import { openTracker, type TrackingOrder, trackingOf } from "./tracked-source.ts";

export class CameraSource implements Source {
  readonly kind = "camera";
  readonly mode = "camera";
  private readonly presses = new Presses();
  private newest: Tracked | null = null;

  private constructor(
    private readonly keeper: CameraKeeper,
    private readonly tracker: Tracker,
  ) {
    tracker.onTracked = (tracked) => {
      this.newest?.picture.close();
      this.newest = tracked;
    };
  }

  /** Asks for the camera and opens a tracker over it. Throws PlayError. */
  static async open(order: TrackingOrder): Promise<CameraSource> {
    const keeper = new CameraKeeper();
    try {
      await keeper.open(await openCamera(order.signal));
      return new CameraSource(keeper, await openTracker(keeper.feed, order));
    } catch (error) {
      keeper.close();
      throw error;
    }
  }

  next(): Offer {
    const tracked = this.newest;
    this.newest = null;
    const fed = { frame: tracked?.frame ?? null, pointer: null, ...this.presses.take() };
    return { is: "tick", fed, tracked };
  }

  setRunning(isRunning: boolean): void {
    if (isRunning) this.tracker.start();
    else this.tracker.pause();
  }

  watch(watched: readonly string[]): void {
    this.tracker.rest(restingTasks(watched));
  }

  press(): void {
    this.presses.press();
  }

  act(action: string): void {
    this.presses.act(action);
  }

  close(): void {
    this.tracker.stop();
    this.keeper.close();
    this.newest?.picture.close();
    this.newest = null;
  }

  tracking() {
    return trackingOf(this.tracker);
  }
}
