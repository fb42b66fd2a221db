/** The tracker's side of the conversation, the same in a worker and on the main thread. */
import { FaceTask, type Realm } from "./face-task.ts";
import type { FromTracker, ToTracker } from "./messages.ts";

export class TrackerRealm {
  private task: FaceTask | null = null;

  constructor(
    private readonly realm: Realm,
    private readonly reply: (message: FromTracker, transfer: Transferable[]) => void,
  ) {}

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
        this.closeTask();
        this.task = await FaceTask.open(message, this.realm);
        this.reply({ kind: "opened" }, []);
        break;
      case "track": {
        if (this.task === null) throw new Error("a picture came before the tracker was opened");
        const tracked = this.task.track(message.picture, message.tMs);
        this.reply(tracked, [tracked.picture]);
        break;
      }
      case "close":
        this.closeTask();
        break;
    }
  }

  private closeTask(): void {
    this.task?.close();
    this.task = null;
  }
}
