/** The three tasks of the campaign and how the home page shows them. */
import heart from "../../art/task_heart.svg";
import heritage from "../../art/task_heritage.svg";
import stray from "../../art/task_stray.svg";
import type { TextKey } from "../../ui/texts.ts";

export interface Task {
  id: string;
  picture: string;
  /** Where its effect is played; null while the effect is still to come. */
  href: string | null;
  effect: TextKey;
  name: TextKey;
  sentence: TextKey;
  use: TextKey;
}

export const OPEN_TASK = {
  id: "stray_animals",
  picture: stray,
  href: "/play/dodge_food",
  effect: "task.stray_animals.effect",
  name: "task.stray_animals.name",
  sentence: "task.stray_animals.sentence",
  use: "task.stray_animals.use",
} as const satisfies Task;

export const TASKS: readonly Task[] = [
  OPEN_TASK,
  {
    id: "heritage_mothers",
    picture: heritage,
    href: null,
    effect: "task.heritage_mothers.effect",
    name: "task.heritage_mothers.name",
    sentence: "task.heritage_mothers.sentence",
    use: "task.heritage_mothers.use",
  },
  {
    id: "childrens_hearts",
    picture: heart,
    href: null,
    effect: "task.childrens_hearts.effect",
    name: "task.childrens_hearts.name",
    sentence: "task.childrens_hearts.sentence",
    use: "task.childrens_hearts.use",
  },
];
