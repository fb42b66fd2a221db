/**
 * The tracker's side of the conversation, the same in a worker and on the main thread.
 *
 * Each landmarker and detector holds a WebGL context, also on the CPU, and Chromium lets a worker
 * have four of them. A fifth takes the oldest away without any error: its landmarker goes on
 * seeing its last picture for ever. Face, scout, one hand and two hands make four.
 */
import { pictureSize } from "../camera/picture.ts";
import { FaceTask } from "./face-task.ts";
import { HandTask } from "./hand-task.ts";
import type { FromTracker, ToTracker, Tracked, TrackPicture } from "./messages.ts";
import type { Seen, TaskName, TrackerTask } from "./tracker-task.ts";

const TASKS = { face: FaceTask, hand: HandTask } as const;

export class TrackerRealm {
  private readonly tasks = new Map<TaskName, TrackerTask>();

  constructor(private readonly reply: (message: FromTracker, transfer: Transferable[]) => void) {}

  async hear(message: ToTracker): Promise<void> {
    try {
      await this.answer(message);
    } catch (error) {
      this.reply({ kind: "failed", message: String(error) }, []);
    }
  }

  private async answer(message: ToTracker): Promise<void> {
    switch (message.kind) {
      case "open":
        this.tasks.set(message.task, await TASKS[message.task].open(message));
        this.reply({ kind: "opened" }, []);
        break;
      case "track": {
        const tracked = this.track(message);
        const meshes = tracked.meshes.map((mesh) => mesh.buffer);
        this.reply(tracked, [tracked.picture, ...meshes]);
        break;
      }
      case "close":
        for (const task of this.tasks.values()) task.close();
        this.tasks.clear();
        break;
    }
  }

  /** Shows one picture to every task in turn. */
  private track({ picture, tMs }: TrackPicture): Tracked {
    if (this.tasks.size === 0) throw new Error("a picture came before the tracker was opened");
    const startedMs = performance.now();
    const seen: Seen = {};
    for (const task of this.tasks.values()) Object.assign(seen, task.look(picture, tMs));
    const { faces = [], hands = [], meshes = [] } = seen;
    const frame = { t_ms: tMs, ...pictureSize(picture), faces, hands };
    return { kind: "tracked", frame, picture, meshes, trackMs: performance.now() - startedMs };
  }
}
