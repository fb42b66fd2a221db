/** Every field of one task of a campaign. */
import type { JSX } from "preact";
import { campaigns } from "../campaigns.ts";
import type { CampaignTask } from "../desk-api.ts";
import { SelectField, TextField, YuanField } from "../parts/fields.tsx";
import { TitlesField } from "../parts/titles-field.tsx";
import { useDeskTexts } from "../words.ts";

export function blankTask(number: number): CampaignTask {
  const empty = { "zh-CN": "", en: "" };
  return {
    id: `task_${number}`,
    pledged_fen: 0,
    fen_per_play: 20,
    titles: empty,
    effect: { id: "", tracking: [], titles: null },
    statement: empty,
    source: empty,
    meaning: { unit: empty, fen_per_unit: 100, source: empty },
    is_paused: false,
  };
}

interface TaskPartProps {
  task: CampaignTask;
  isNew: boolean;
  isDisabled: boolean;
  onTask(task: CampaignTask): void;
}

export function TaskPart({ task, isNew, isDisabled, onTask }: TaskPartProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const effects = campaigns.use().answer?.effects ?? [];
  const set = (change: Partial<CampaignTask>) => onTask({ ...task, ...change });
  const setMeaning = (change: Partial<CampaignTask["meaning"]>) =>
    set({ meaning: { ...task.meaning, ...change } });
  const isKnown = effects.some((effect) => effect.id === task.effect.id);
  return (
    <details
      class="desk-panel desk-task-form"
      open={isNew && task.titles.en === ""}
      onInvalidCapture={(event) => {
        event.currentTarget.open = true; // A browser cannot point at a field that is folded away.
      }}
    >
      <summary>{task.titles[locale] || t("task.untitled")}</summary>
      {isNew && (
        <TextField
          label={t("field.task.id")}
          value={task.id}
          maxLength={64}
          hint={t("campaign.id_hint")}
          isDisabled={isDisabled}
          onInput={(id) => set({ id })}
        />
      )}
      <TitlesField
        label="field.task.titles"
        value={task.titles}
        isDisabled={isDisabled}
        onInput={(titles) => set({ titles })}
      />
      <div class="desk-pair">
        <SelectField
          label={t("field.task.effect.id")}
          value={task.effect.id}
          options={[
            ...(isKnown ? [] : [{ value: task.effect.id, label: task.effect.id || "…" }]),
            ...effects.map((effect) => ({ value: effect.id, label: effect.titles[locale] })),
          ]}
          isDisabled={isDisabled}
          onInput={(id) => set({ effect: { id, tracking: [], titles: null } })}
        />
        <YuanField
          label={t("field.task.fen_per_play")}
          fen={task.fen_per_play}
          hint={t("field.task.fen_per_play_hint")}
          isDisabled={isDisabled}
          testId={`rate-${task.id}`}
          onInput={(fen) => set({ fen_per_play: fen ?? 0 })}
        />
      </div>
      <TitlesField
        label="field.task.statement"
        value={task.statement}
        rows={3}
        isDisabled={isDisabled}
        onInput={(statement) => set({ statement })}
      />
      <TitlesField
        label="field.task.source"
        value={task.source}
        isDisabled={isDisabled}
        onInput={(source) => set({ source })}
      />
      <TitlesField
        label="field.task.meaning.unit"
        value={task.meaning.unit}
        isDisabled={isDisabled}
        onInput={(unit) => setMeaning({ unit })}
      />
      <YuanField
        label={t("field.task.meaning.fen_per_unit")}
        fen={task.meaning.fen_per_unit}
        isDisabled={isDisabled}
        onInput={(fen) => setMeaning({ fen_per_unit: fen ?? 0 })}
      />
      <TitlesField
        label="field.task.meaning.source"
        value={task.meaning.source}
        isDisabled={isDisabled}
        onInput={(source) => setMeaning({ source })}
      />
    </details>
  );
}
