/**
 * After a play, brings the models of the other open effects, so that whoever goes on waits little.
 *
 * Only where the browser says that the connection is fast, is none that is paid for by the megabyte,
 * and nobody asked to save data: a visitor may never need what comes.
 */
import { useEffect } from "preact/hooks";
import { downloadModel } from "../../tracking/model-download.ts";
import { MODEL_OF_TASK, tasksOf } from "../../tracking/tracking-needs.ts";
import { useEffectEntries } from "../../ui/effect-entries.ts";

/** The visitor reads the result first, and what they keep is made. */
const WAIT_MS = 3000;

/** What Chromium and its kin tell of the connection (WICG Network Information). */
interface Connection {
  effectiveType?: string;
  /** Told by phones. */
  type?: string;
  saveData?: boolean;
}

function isConnectionFree(): boolean {
  const { connection } = navigator as Navigator & { connection?: Connection };
  if (connection?.effectiveType !== "4g") return false; // As fast as that; not how it is made.
  return connection.type !== "cellular" && connection.saveData !== true;
}

export function useModelsAhead(isWanted: boolean): void {
  const entries = useEffectEntries();
  useEffect(() => {
    if (!isWanted || entries === null || !isConnectionFree()) return;
    const end = new AbortController();
    const open = entries.filter(({ status }) => status === "open");
    const names = new Set(
      open.flatMap(({ tracking }) => tasksOf(tracking)).map((task) => MODEL_OF_TASK[task]),
    );
    const timer = window.setTimeout(async () => {
      for (const name of names) {
        // Whoever plays next asks again, and is told what is wrong.
        await downloadModel(name, () => undefined, end.signal).catch(() => undefined);
      }
    }, WAIT_MS);
    return () => {
      window.clearTimeout(timer);
      end.abort();
    };
  }, [isWanted, entries]);
}
