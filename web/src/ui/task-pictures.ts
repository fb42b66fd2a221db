/** The pictures of the tasks that the pages know. */
import heart from "../art/task_heart.svg";
import heritage from "../art/task_heritage.svg";
import stray from "../art/task_stray.svg";

export const TASK_PICTURES: Readonly<Record<string, string>> = {
  stray_animals: stray,
  heritage_mothers: heritage,
  childrens_hearts: heart,
};

export function taskPicture(task: string): string | undefined {
  return TASK_PICTURES[task];
}
