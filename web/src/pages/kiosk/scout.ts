/**
 * Watches whether somebody stands before the kiosk, and for a nod or a raised hand.
 *
 * Its pictures are closed as soon as they have been looked at: nothing is drawn, kept or sent.
 * A camera that is lost, taken by another program or not there is tried again for ever.
 */
import { openCamera } from "../../camera/camera.ts";
import { CameraFeed } from "../../camera/camera-feed.ts";
import type { EngineDescription } from "../../runtime/micropython.ts";
import { probedRendererName } from "../../tracking/delegate.ts";
import { downloadModel } from "../../tracking/model-download.ts";
import { Tracker } from "../../tracking/tracker.ts";
import type { TaskName } from "../../tracking/tracker-task.ts";
import { MODEL_OF_TASK } from "../../tracking/tracking-needs.ts";
import { createStore } from "../../ui/store.ts";
import { type Look, Looking, needsOf } from "./looking.ts";
import { PacedFeed } from "./paced-feed.ts";

const TASKS: readonly TaskName[] = ["face", "hand"];
/** While nobody is there; a face is enough then. */
const IDLE_PER_S = 4;
/** While somebody chooses. */
const ALERT_PER_S = 15;
const AGAIN_MS_FIRST = 1500;
const AGAIN_MS_MAX = 15_000;
/** A tracker that says nothing for this long although it should is opened anew. */
const SILENT_MS_MAX = 8000;
const WATCH_MS = 1000;

export type ScoutState = "on" | "lost" | "off";

export class Scout {
  readonly state = createStore<ScoutState>("off");
  /** Called with every look. */
  onLook: (look: Look) => void = () => undefined;
  /** Called with what went wrong, in a developer's words. */
  onTrouble: (text: string) => void = () => undefined;

  private isWanted = false;
  private isAlert = false;
  private isPaused = false;
  private isOpening = false;
  private end = new AbortController();
  private opened: { tracker: Tracker; feed: PacedFeed; looking: Looking } | null = null;
  private againMs = AGAIN_MS_FIRST;
  private againTimer = 0;
  private watchTimer = 0;
  private lookedMs = 0;

  /** description: names the landmarks. */
  constructor(private readonly description: EngineDescription) {}

  /** Looks from now on. isAlert: often, and for hands too. */
  watch(isAlert: boolean): void {
    this.isAlert = isAlert;
    this.isPaused = false;
    if (!this.isWanted) {
      this.isWanted = true;
      this.againMs = AGAIN_MS_FIRST;
      void this.open();
    } else if (this.opened === null) {
      if (this.state.get() === "lost") void this.open();
    } else {
      this.applyPace();
      this.opened.looking.reset();
      this.opened.tracker.start();
      this.startWatch();
    }
  }

  /** Looks at nothing any more, and lets the camera go. */
  rest(): void {
    this.isWanted = false;
    this.close();
    this.state.set("off");
  }

  /** Stops looking while a play looks; camera and tracker stay warm. */
  pause(): void {
    this.isPaused = true;
    window.clearInterval(this.watchTimer);
    this.opened?.tracker.pause();
  }

  tracksPerS(): number {
    return this.opened?.tracker.rate.perSecond(performance.now()) ?? 0;
  }

  private async open(): Promise<void> {
    if (this.isOpening) return;
    this.isOpening = true;
    window.clearTimeout(this.againTimer);
    this.end = new AbortController();
    const { signal } = this.end;
    const camera = new CameraFeed();
    try {
      const models = new Map<TaskName, Uint8Array>();
      for (const task of TASKS) {
        models.set(task, await downloadModel(MODEL_OF_TASK[task], () => undefined, signal));
      }
      await camera.open(await openCamera(signal));
      const feed = new PacedFeed(camera, ALERT_PER_S);
      const tracker = await Tracker.open({
        feed,
        models,
        needs: needsOf(this.description),
        renderer: probedRendererName(),
        signal,
      });
      signal.throwIfAborted();
      this.opened = { tracker, feed, looking: new Looking(this.description.hand_landmarks) };
      tracker.onTracked = ({ picture, frame }) => {
        picture.close();
        this.lookedMs = performance.now();
        const { opened } = this;
        if (opened !== null) this.onLook(opened.looking.read(frame));
      };
      tracker.onBroken = (error) => this.lose(error.message);
      camera.onLost = () => this.lose("the camera was unplugged, or taken by another program");
      this.applyPace();
      if (!this.isPaused) {
        tracker.start();
        this.startWatch();
      }
      this.againMs = AGAIN_MS_FIRST;
      this.state.set("on");
    } catch (error) {
      camera.close();
      if (!signal.aborted) this.lose(String(error));
    } finally {
      this.isOpening = false;
      if (signal.aborted && this.isWanted && !this.isPaused && this.state.get() === "off") {
        void this.open(); // Wanted again while the last opening was still being given up.
      }
    }
  }

  private applyPace(): void {
    this.opened?.feed.setPace(this.isAlert ? ALERT_PER_S : IDLE_PER_S);
    this.opened?.tracker.rest(this.isAlert ? [] : ["hand"]);
  }

  private startWatch(): void {
    window.clearInterval(this.watchTimer);
    this.lookedMs = performance.now();
    this.watchTimer = window.setInterval(() => {
      const isSilent = performance.now() - this.lookedMs > SILENT_MS_MAX;
      if (isSilent && !document.hidden) this.lose("the tracker has said nothing for a while");
    }, WATCH_MS);
  }

  private lose(why: string): void {
    this.close();
    this.onTrouble(why);
    this.state.set("lost");
    this.againTimer = window.setTimeout(() => {
      if (this.isWanted && !this.isPaused) void this.open();
    }, this.againMs);
    this.againMs = Math.min(AGAIN_MS_MAX, this.againMs * 2);
  }

  private close(): void {
    this.end.abort();
    window.clearTimeout(this.againTimer);
    window.clearInterval(this.watchTimer);
    const { opened } = this;
    this.opened = null;
    opened?.tracker.stop();
    opened?.feed.close();
  }
}
