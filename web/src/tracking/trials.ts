/** Tries a tracker on the camera's own pictures before it counts: to warm it up, and to time it. */
import { CAMERA_HEIGHT_PX, CAMERA_WIDTH_PX } from "../camera/camera.ts";
import type { Picture } from "../camera/picture.ts";
import type { PictureFeed } from "../camera/picture-feed.ts";
import { Rolling } from "../runtime/rolling.ts";
import type { Tracked } from "./messages.ts";
import type { TrackerPort } from "./tracker-port.ts";

const MEASURED_PICTURES = 6;
const WARM_UP_PICTURES = 2;
const FIRST_PICTURE_MS_MAX = 3000;

interface TrialParts {
  feed: PictureFeed;
  signal: AbortSignal;
  track(link: TrackerPort, picture: Picture, takenMs: number): Promise<Tracked>;
}

export class Trials {
  constructor(private readonly parts: TrialParts) {}

  async warmUp(link: TrackerPort): Promise<void> {
    for (let count = 0; count < WARM_UP_PICTURES; count += 1) await this.trackOne(link);
  }

  /** Warms up without taking a picture from the tracker that runs. */
  async warmUpBeside(link: TrackerPort): Promise<void> {
    for (let count = 0; count < WARM_UP_PICTURES; count += 1) {
      const picture = (await this.parts.feed.glance()) ?? (await blankPicture());
      (await this.parts.track(link, picture, performance.now())).picture.close();
    }
  }

  /** Returns how long a picture takes, in milliseconds: the median of a few. */
  async measure(link: TrackerPort): Promise<number> {
    await this.warmUp(link);
    const times = new Rolling();
    for (let count = 0; count < MEASURED_PICTURES; count += 1) {
      times.add(await this.trackOne(link));
    }
    return times.p50;
  }

  /** Tracks the next picture for its time only, in milliseconds. */
  private async trackOne(link: TrackerPort): Promise<number> {
    const tracked = await this.parts.track(link, await this.nextPicture(), performance.now());
    tracked.picture.close();
    return tracked.trackMs;
  }

  private async nextPicture(): Promise<Picture> {
    const { feed, signal } = this.parts;
    const untilMs = performance.now() + FIRST_PICTURE_MS_MAX;
    while (performance.now() < untilMs) {
      signal.throwIfAborted();
      const taken = await feed.take();
      if (taken !== null) return taken.picture;
      await new Promise((resolve) => setTimeout(resolve, 8));
    }
    // A camera that shows nothing yet must not hold up the loading.
    return blankPicture();
  }
}

function blankPicture(): Promise<ImageBitmap> {
  return createImageBitmap(new ImageData(CAMERA_WIDTH_PX, CAMERA_HEIGHT_PX));
}
