/** Pausing and going on, said in words before it is done. */
import type { JSX } from "preact";
import { setPaused } from "./campaigns.ts";
import type { CampaignTask } from "./desk-api.ts";
import { Confirm } from "./parts/confirm.tsx";
import { useDeskTexts } from "./words.ts";

interface PauseDialogProps {
  /** null: the whole campaign. */
  task: CampaignTask | null;
  pause: boolean;
  onClose(): void;
}

export function PauseDialog({ task, pause, onClose }: PauseDialogProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const title = task?.titles[locale] ?? "";
  const what = task ? "task" : "campaign";
  return (
    <Confirm
      title={pause ? t(`pause.ask.${what}`, { title }) : t(`resume.ask.${what}`, { title })}
      verb={t(pause ? "pause.verb" : "resume.verb")}
      look={pause ? "stop" : "main"}
      note={{ label: t("note.optional") }}
      act={(note) => setPaused(task?.id ?? null, pause, note)}
      onClose={onClose}
    >
      <p>{t(pause ? "pause.explained" : "resume.explained")}</p>
    </Confirm>
  );
}
