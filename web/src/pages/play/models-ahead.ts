/**
 * After a play, brings the models of the other open effects, so that whoever goes on waits little.
 *
 * Only where the browser says that the connection is fast and nobody asked to save data: the models
 * are megabytes that a visitor may never need.
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
  saveData?: boolean;
}

function isConnectionFast(): boolean {
  const { connection } = navigator as Navigator & { connection?: Connection };
  return connection?.effectiveType === "4g" && connection.saveData !== true;
}

export function useModelsAhead(isWanted: boolean): void {
  const entries = useEffectEntries();
  useEffect(() => {
    if (!isWanted || entries === null || !isConnectionFast()) return;
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
