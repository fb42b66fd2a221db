/** Gives a running play a task whose model it did not wait for. */
import { downloadModel } from "../tracking/model-download.ts";
import type { Tracker } from "../tracking/tracker.ts";
import type { TaskName } from "../tracking/tracker-task.ts";
import { MODEL_OF_TASK } from "../tracking/tracking-needs.ts";

const TRY_AGAIN_AFTER_MS = 5000;

/** Fetches the model and adds its task; tries again for as long as the play lasts. */
export async function addLateTask(
  tracker: Tracker,
  task: TaskName,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const model = await downloadModel(MODEL_OF_TASK[task], () => undefined, signal);
      await tracker.join(task, model);
      return;
    } catch (error) {
      if (signal.aborted) return;
      console.warn(`the ${task} model is not there yet: ${String(error)}`);
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_AFTER_MS));
    }
  }
}
