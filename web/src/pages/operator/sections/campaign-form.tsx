/** Every field of a campaign and its tasks. */
import type { ComponentChildren, JSX } from "preact";
import { campaigns } from "../campaigns.ts";
import type { Campaign, CampaignTask, Limits, Titles } from "../desk-api.ts";
import { NumberField, SelectField, SwitchField, TextField, YuanField } from "../parts/fields.tsx";
import { fromField, toField } from "../parts/moments.ts";
import { type DeskKey, useDeskTexts } from "../words.ts";

interface CampaignFormProps {
  draft: Campaign;
  before: Campaign;
  mayChange: boolean;
  onDraft(draft: Campaign): void;
}

const LIMITS = [
  "per_participant",
  "per_network",
  "per_kiosk",
  "per_task",
  "reservations_per_network",
] as const satisfies readonly (keyof Limits)[];

export function CampaignForm({ draft, before, mayChange, onDraft }: CampaignFormProps) {
  const { t } = useDeskTexts();
  const set = (change: Partial<Campaign>) => onDraft({ ...draft, ...change });
  const setCharity = (change: Partial<Campaign["charity"]>) =>
    set({ charity: { ...draft.charity, ...change } });
  const setTask = (position: number, task: CampaignTask) =>
    set({ tasks: draft.tasks.map((one, at) => (at === position ? task : one)) });
  const isDisabled = !mayChange;
  return (
    <>
      <Part title="part.season">
        <Both
          label="field.titles"
          value={draft.titles}
          isDisabled={isDisabled}
          onInput={(titles) => set({ titles })}
        />
        <div class="desk-pair">
          <TextField
            label={t("field.opens_at")}
            type="datetime-local"
            value={toField(draft.opens_at)}
            hint={t("field.opens_at_hint")}
            isDisabled={isDisabled}
            onInput={(value) => set({ opens_at: fromField(value) })}
          />
          <TextField
            label={t("field.closes_at")}
            type="datetime-local"
            value={toField(draft.closes_at)}
            hint={t("field.closes_at_hint")}
            isDisabled={isDisabled}
            onInput={(value) => set({ closes_at: fromField(value) })}
          />
        </div>
        <SwitchField
          label={t("field.is_example")}
          hint={t("field.is_example_hint")}
          isOn={draft.is_example}
          isDisabled={isDisabled}
          onChange={(is_example) => set({ is_example })}
        />
      </Part>
      <Part title="part.people">
        <Both
          label="field.charity.name"
          value={draft.charity.name}
          isDisabled={isDisabled}
          onInput={(name) => setCharity({ name })}
        />
        <div class="desk-pair">
          <TextField
            label={t("field.charity.registration")}
            value={draft.charity.registration}
            maxLength={100}
            isRequired
            isDisabled={isDisabled}
            onInput={(registration) => setCharity({ registration })}
          />
          <TextField
            label={t("field.charity.contact")}
            value={draft.charity.contact}
            maxLength={200}
            isRequired
            isDisabled={isDisabled}
            onInput={(contact) => setCharity({ contact })}
          />
        </div>
        <TextField
          label={t("field.charity.donation_url")}
          type="url"
          value={draft.charity.donation_url ?? ""}
          maxLength={500}
          hint={t("field.charity.donation_url_hint")}
          isDisabled={isDisabled}
          onInput={(url) => setCharity({ donation_url: url.trim() || null })}
        />
        <Both
          label="field.sponsor.name"
          value={draft.sponsor.name}
          isDisabled={isDisabled}
          onInput={(name) => set({ sponsor: { name } })}
        />
      </Part>
      {draft.tasks.map((task, position) => (
        <TaskPart
          // A task's place is its own: tasks are added at the end and never removed.
          key={position}
          task={task}
          isNew={!before.tasks.some((one) => one.id === task.id) || before.id !== draft.id}
          isDisabled={isDisabled}
          onTask={(next) => setTask(position, next)}
        />
      ))}
      {mayChange && (
        <button
          type="button"
          class="desk-button"
          onClick={() => set({ tasks: [...draft.tasks, blankTask(draft.tasks.length + 1)] })}
        >
          {t("task.add")}
        </button>
      )}
      <Part title="part.limits">
        <p class="desk-field-hint">{t("part.limits_hint")}</p>
        <div class="desk-grid">
          {LIMITS.map((limit) => (
            <NumberField
              key={limit}
              label={t(`field.limits.${limit}`)}
              value={draft.limits[limit]}
              hint={limit === "per_task" ? t("field.limits.none") : undefined}
              isDisabled={isDisabled}
              onInput={(value) =>
                set({
                  limits: { ...draft.limits, [limit]: limit === "per_task" ? value : (value ?? 0) },
                })
              }
            />
          ))}
        </div>
      </Part>
    </>
  );
}

function blankTask(number: number): CampaignTask {
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

function Part({ title, children }: { title: DeskKey; children: ComponentChildren }): JSX.Element {
  const { t } = useDeskTexts();
  return (
    <fieldset class="desk-panel">
      <legend>{t(title)}</legend>
      {children}
    </fieldset>
  );
}

interface TaskPartProps {
  task: CampaignTask;
  isNew: boolean;
  isDisabled: boolean;
  onTask(task: CampaignTask): void;
}

function TaskPart({ task, isNew, isDisabled, onTask }: TaskPartProps): JSX.Element {
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
      <Both
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
      <Both
        label="field.task.statement"
        value={task.statement}
        rows={3}
        isDisabled={isDisabled}
        onInput={(statement) => set({ statement })}
      />
      <Both
        label="field.task.source"
        value={task.source}
        isDisabled={isDisabled}
        onInput={(source) => set({ source })}
      />
      <Both
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
      <Both
        label="field.task.meaning.source"
        value={task.meaning.source}
        isDisabled={isDisabled}
        onInput={(source) => setMeaning({ source })}
      />
    </details>
  );
}

interface BothProps {
  label: DeskKey;
  value: Titles;
  rows?: number;
  isDisabled: boolean;
  onInput(value: Titles): void;
}

/** A text in both languages, side by side. */
function Both({ label, value, rows, isDisabled, onInput }: BothProps): JSX.Element {
  const { t } = useDeskTexts();
  const more = rows ? { rows } : {};
  return (
    <div class="desk-pair">
      <TextField
        label={`${t(label)} (${t("chinese")})`}
        lang="zh-CN"
        value={value["zh-CN"]}
        isRequired
        isDisabled={isDisabled}
        onInput={(text) => onInput({ ...value, "zh-CN": text })}
        {...more}
      />
      <TextField
        label={`${t(label)} (${t("english")})`}
        lang="en"
        value={value.en}
        isRequired
        isDisabled={isDisabled}
        onInput={(text) => onInput({ ...value, en: text })}
        {...more}
      />
    </div>
  );
}
