/** The tasks of the campaign and how the home page shows them. */
import type { EffectEntry } from "../../api.ts";
import { TASK_PICTURES, taskPicture } from "../../ui/task-pictures.ts";
import { isTextKey, type Texts } from "../../ui/texts.ts";

/** The first invitation of the page where the campaign has it: picture and words are made for it. */
export const STALL = { task: "stray_animals", href: "/play/dodge_food" } as const;

export interface Task {
  id: string;
  /** One that the pages know. */
  picture: string | undefined;
  /** Its effect's; null while that is still to come. */
  release: string | null;
  /** null: the server has not told yet. */
  isOpen: boolean | null;
  /** Where its effect is played; null while that is still to come. */
  href: string | null;
  effect: string;
  name: string;
  sentence: string;
  use: string;
}

/** Return the tasks in the server's order; what the pages know of them while it has not told. */
export function tasksOf(entries: EffectEntry[] | null, texts: Texts): Task[] {
  if (entries === null) return Object.keys(TASK_PICTURES).map((id) => taskOf(id, null, texts));
  return entries.map((entry) => taskOf(entry.task, entry, texts));
}

function taskOf(id: string, entry: EffectEntry | null, { t, locale }: Texts): Task {
  const known = (part: string): string => {
    const key = `task.${id}.${part}`;
    return isTextKey(key) ? t(key) : "";
  };
  const isOpen = entry && entry.status === "open";
  return {
    id,
    picture: taskPicture(id),
    release: entry?.release ?? null,
    isOpen,
    href: entry && isOpen ? `/play/${entry.id}` : null,
    effect: entry?.titles[locale] ?? known("effect"),
    name: known("name"),
    sentence: entry?.summaries?.[locale] ?? known("sentence"),
    use: known("use"),
  };
}
