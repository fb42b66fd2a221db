/**
 * The tracker's side of the conversation, the same in a worker and on the main thread.
 *
 * Each landmarker and detector holds a WebGL context, also on the CPU, and Chromium lets a worker
 * have four of them. A fifth takes the oldest away without any error: its landmarker goes on
 * seeing its last picture for ever. Face, scout, one hand and two hands make four; so do face,
 * scout, one hand and the person (an effect with a person mask follows one hand at a time).
 */
import { pictureSize } from "../camera/picture.ts";
import { FaceTask } from "./face-task.ts";
import { HandTask } from "./hand-task.ts";
import type { FromTracker, ToTracker, Tracked, TrackPicture } from "./messages.ts";
import { PersonTask } from "./person-task.ts";
import type { Seen, TaskName, TrackerTask } from "./tracker-task.ts";

const TASKS = { face: FaceTask, hand: HandTask, person: PersonTask } as const;

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
        const drawn = tracked.meshes.map((mesh) => mesh.buffer);
        if (tracked.personMask !== null) drawn.push(tracked.personMask.data.buffer);
        this.reply(tracked, [tracked.picture, ...drawn]);
        break;
      }
      case "close":
        for (const task of this.tasks.values()) task.close();
        this.tasks.clear();
        break;
    }
  }

  /** Shows one picture to every task that does not rest, in turn. */
  private track({ picture, tMs, resting }: TrackPicture): Tracked {
    if (this.tasks.size === 0) throw new Error("a picture came before the tracker was opened");
    const startedMs = performance.now();
    const seen: Seen = {};
    for (const [name, task] of this.tasks) {
      if (!resting.includes(name)) Object.assign(seen, task.look(picture, tMs));
    }
    const { faces = [], hands = [], meshes = [], personMask = null } = seen;
    const frame = { t_ms: tMs, ...pictureSize(picture), faces, hands };
    const trackMs = performance.now() - startedMs;
    return { kind: "tracked", frame, picture, meshes, personMask, trackMs };
  }
}
