/** Every field of a campaign; its tasks stand in forms of their own. */
import type { ComponentChildren, JSX } from "preact";
import type { Campaign, CampaignTask, Limits } from "../desk-api.ts";
import { NumberField, SwitchField, TextField } from "../parts/fields.tsx";
import { fromField, toField } from "../parts/moments.ts";
import { TitlesField } from "../parts/titles-field.tsx";
import { type DeskKey, useDeskTexts } from "../words.ts";
import { blankTask, TaskPart } from "./campaign-task.tsx";

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
        <TitlesField
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
        <TitlesField
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
        <TitlesField
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

function Part({ title, children }: { title: DeskKey; children: ComponentChildren }): JSX.Element {
  const { t } = useDeskTexts();
  return (
    <fieldset class="desk-panel">
      <legend>{t(title)}</legend>
      {children}
    </fieldset>
  );
}
