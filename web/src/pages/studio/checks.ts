/** What the server says of the effect's folder: its check, and what its kept traces come to. */
import { messageOf } from "../../runtime/error-message.ts";
import { createStore, type Store } from "../../ui/store.ts";
import { errorNotice, type Notice } from "./notice.ts";
import type { Problem, Rehearsal, Replayed, StudioApi } from "./studio-api.ts";

export class Checks {
  readonly problems = createStore<readonly Problem[] | "asking" | null>(null);
  readonly rehearsal = createStore<Rehearsal | null>(null);
  /** Why there was no check; null where there was. */
  readonly failure = createStore<string | null>(null);
  readonly replays = createStore<readonly Replayed[] | "running" | null>(null);

  constructor(
    private readonly api: StudioApi,
    private readonly notice: Store<Notice | null>,
  ) {}

  async check(): Promise<void> {
    this.problems.set("asking");
    try {
      const checked = await this.api.check();
      this.problems.set(checked.problems);
      this.rehearsal.set(checked.rehearsal);
      this.failure.set(null);
    } catch (error) {
      this.problems.set(null);
      this.failure.set(messageOf(error));
    }
  }

  async replayAll(): Promise<void> {
    this.replays.set("running");
    try {
      this.replays.set(await this.api.replays());
    } catch (error) {
      this.replays.set(null);
      this.notice.set(errorNotice(error));
    }
  }
}
