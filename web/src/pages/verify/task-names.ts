/** What the tasks are called: by the server, else by the pages' own words, else by their id. */
import { useEffect, useState } from "preact/hooks";
import { request } from "../../api.ts";
import { isTextKey, useTexts } from "../../ui/texts.ts";

interface Campaign {
  tasks: { id: string; titles: Record<string, string> }[];
}

export type TaskName = (task: string) => string;

export function useTaskNames(): TaskName {
  const { t, locale } = useTexts();
  const [campaign, setCampaign] = useState<Campaign | null>(null);
  useEffect(() => {
    request<Campaign>("/api/campaign").then(setCampaign, () => {
      // Names that the pages know will do.
    });
  }, []);
  return (task) => {
    const key = `task.${task}.name`;
    const told = campaign?.tasks.find((one) => one.id === task)?.titles[locale];
    return told ?? (isTextKey(key) ? t(key) : task);
  };
}
