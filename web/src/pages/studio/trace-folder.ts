/** The effect's folder of traces: what is written there, taken away, and put back. */
import type { Store } from "../../ui/store.ts";
import { errorNotice, type Notice } from "./notice.ts";
import {
  type Change,
  type KeptTrace,
  type SaveOrder,
  type StudioApi,
  StudioApiError,
} from "./studio-api.ts";

interface TraceFolderParts {
  api: StudioApi;
  notice: Store<Notice | null>;
  /** Called with what is in the folder whenever it has changed. */
  onTraces(traces: KeptTrace[]): void;
  /** Called when there are traces that were not played yet. */
  onNewTraces(): void;
}

export class TraceFolder {
  constructor(private readonly parts: TraceFolderParts) {}

  /** Writes a trace down. Returns "exists" where its name is taken. */
  async save(order: SaveOrder): Promise<"saved" | "exists"> {
    const { api, onNewTraces } = this.parts;
    try {
      this.tell("saved", await api.saveTrace(order));
      onNewTraces();
    } catch (error) {
      if (error instanceof StudioApiError && error.code === "trace_exists") return "exists";
      this.parts.notice.set(errorNotice(error));
    }
    return "saved";
  }

  async remove(name: string): Promise<void> {
    try {
      this.tell("removed", await this.parts.api.removeTrace(name));
    } catch (error) {
      this.parts.notice.set(errorNotice(error));
    }
  }

  async undo(change: number): Promise<void> {
    const { api, onNewTraces } = this.parts;
    try {
      this.tell("undone", await api.undo(change));
      onNewTraces();
    } catch (error) {
      this.parts.notice.set(errorNotice(error));
    }
  }

  private tell(kind: "saved" | "removed" | "undone", { change, name, traces }: Change): void {
    this.parts.onTraces(traces);
    const undo = kind === "undone" ? {} : { change };
    this.parts.notice.set({ kind, params: { name }, ...undo });
  }
}
