/** The tasks that a play did not wait for: when each is wanted, and whether somebody is missed for it. */
import type { TickReport } from "../runtime/tick-report.ts";
import { downloadModel } from "../tracking/model-download.ts";
import type { Tracker } from "../tracking/tracker.ts";
import type { TaskName } from "../tracking/tracker-task.ts";
import { MODEL_OF_TASK, restingTasks } from "../tracking/tracking-needs.ts";

/** What is not watched yet is brought once the play has gone on for so many ticks: three seconds. */
const WANTED_AFTER_TICKS = 90;
const TRY_AGAIN_AFTER_MS = 5000;

export class LateTasks {
  private readonly absent = new Set<TaskName>();
  private readonly waiting = new Map<TaskName, () => void>();
  private begunAtTick: number | null = null;

  /** Waits until the effect watches for what the task sees, or the play has begun in earnest. */
  whenWanted(task: TaskName, report: TickReport): Promise<void> {
    this.absent.add(task);
    const wanted = new Promise<void>((resolve) => {
      this.waiting.set(task, resolve);
    });
    this.follow(report);
    return wanted;
  }

  arrived(task: TaskName): void {
    this.absent.delete(task);
  }

  follow(report: TickReport): void {
    if (report.phase !== "ready") this.begunAtTick ??= report.tick;
    const goneTicks = this.begunAtTick === null ? 0 : report.tick - this.begunAtTick;
    const resting = restingTasks(report.watched);
    for (const [task, resolve] of this.waiting) {
      if (resting.includes(task) && goneTicks < WANTED_AFTER_TICKS) continue;
      this.waiting.delete(task);
      resolve();
    }
  }

  /** Whether the effect watches for something that nothing can see yet. */
  isMissed(report: TickReport): boolean {
    const resting = restingTasks(report.watched);
    return [...this.absent].some((task) => !resting.includes(task));
  }
}

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
