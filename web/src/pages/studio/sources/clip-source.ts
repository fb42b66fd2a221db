/**
 * A film or photograph in the place of the camera, tracked tick by tick by the film's own times.
 *
 * Each tick waits for its picture to be tracked, so the same clip makes the same signals on a fast
 * machine and on a slow one; `kindlens record` does the same.
 */
import type { Tracked } from "../../../tracking/messages.ts";
import type { Tracker } from "../../../tracking/tracker.ts";
import { restingTasks } from "../../../tracking/tracking-needs.ts";
import { ClipFeed } from "./clip-feed.ts";
import { type ClipPictures, openClip } from "./clip-pictures.ts";
import { type Offer, Presses, type Source } from "./source.ts";
import { openTracker, type TrackingOrder, trackingOf } from "./tracked-source.ts";

export class ClipSource implements Source {
  readonly kind = "clip";
  readonly mode = "camera";
  private readonly presses = new Presses();
  /** What was tracked for a tick; its picture is null where the clip had no newer one. */
  private ready: { tick: number; tracked: Tracked | null } | null = null;
  private isFetching = false;
  private isClosed = false;
  private awaited: ((tracked: Tracked) => void) | null = null;

  private constructor(
    private readonly pictures: ClipPictures,
    private readonly feed: ClipFeed,
    private readonly tracker: Tracker,
    private readonly tickS: number,
  ) {
    tracker.onTracked = (tracked) => {
      if (this.awaited === null) tracked.picture.close();
      this.awaited?.(tracked);
      this.awaited = null;
    };
    feed.begin();
    tracker.start();
  }

  /** Reads the file and opens a tracker over it. Throws PlayError. */
  static async open(file: File, tickS: number, order: TrackingOrder): Promise<ClipSource> {
    const pictures = await openClip(file);
    const first = (await pictures.at(0)) ?? (await createImageBitmap(new ImageData(640, 480)));
    const feed = new ClipFeed(first);
    try {
      const tracker = await openTracker(feed, order);
      pictures.rewind();
      return new ClipSource(pictures, feed, tracker, tickS);
    } catch (error) {
      feed.close();
      pictures.close();
      throw error;
    }
  }

  next(tick: number): Offer {
    if ((tick - 1) * this.tickS > this.pictures.durationS) return { is: "over" };
    if (this.ready?.tick !== tick) {
      void this.fetch(tick);
      return { is: "waiting" };
    }
    const { tracked } = this.ready;
    this.ready = null;
    const fed = { frame: tracked?.frame ?? null, pointer: null, ...this.presses.take() };
    void this.fetch(tick + 1);
    return { is: "tick", fed, tracked };
  }

  setRunning(): void {}

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
    this.isClosed = true;
    this.tracker.stop();
    this.feed.close();
    this.pictures.close();
    this.ready?.tracked?.picture.close();
  }

  tracking() {
    return trackingOf(this.tracker);
  }

  private async fetch(tick: number): Promise<void> {
    if (this.isFetching || this.isClosed) return;
    this.isFetching = true;
    try {
      const picture = await this.pictures.at((tick - 1) * this.tickS);
      const tracked = picture === null ? null : await this.track(picture);
      if (this.isClosed) tracked?.picture.close();
      else this.ready = { tick, tracked };
    } catch (error) {
      if (!this.isClosed)
        console.warn(`the clip has no picture for tick ${tick}: ${String(error)}`);
    } finally {
      this.isFetching = false;
    }
  }

  private track(picture: ImageBitmap): Promise<Tracked> {
    return new Promise((resolve) => {
      this.awaited = resolve;
      this.feed.offer(picture);
    });
  }
}
