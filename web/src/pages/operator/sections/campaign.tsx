/** Campaigns: choose the one that runs, change it, make a new one. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatMoment } from "../../../ui/figures.ts";
import { campaigns, runCampaign, saveCampaign } from "../campaigns.ts";
import { ChangeList, changesBetween } from "../changes.tsx";
import type { Campaign, CampaignEntry } from "../desk-api.ts";
import { Confirm } from "../parts/confirm.tsx";
import { TextField } from "../parts/fields.tsx";
import type { SectionProps } from "../section-props.ts";
import { useDeskTexts } from "../words.ts";
import { CampaignForm } from "./campaign-form.tsx";

const ID = /^[a-z][a-z0-9_]{0,63}$/;

export function CampaignSection({ running, mayChange }: SectionProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const { answer } = campaigns.use();
  const [chosen, setChosen] = useState(running.campaign.id);
  const [asksToRun, setAsksToRun] = useState<CampaignEntry | null>(null);
  const [isNew, setNew] = useState(false);
  const entries = answer?.campaigns ?? [];
  const entry = entries.find((one) => one.campaign.id === chosen) ?? running;
  return (
    <>
      <ul class="desk-campaigns">
        {entries.map((one) => (
          <li key={one.campaign.id} class="desk-panel">
            <button
              type="button"
              class="desk-link"
              aria-pressed={one === entry && !isNew}
              onClick={() => {
                setNew(false);
                setChosen(one.campaign.id);
              }}
            >
              {one.campaign.titles[locale]}
            </button>
            <span class="desk-field-hint">
              {t("campaign.version", {
                n: one.version,
                at: formatMoment(new Date(one.at), locale),
                who: one.operator === "server" ? t("acts.server") : one.operator,
              })}
            </span>
            {one.is_running ? (
              <span class="desk-chip desk-chip-open">{t("campaign.runs")}</span>
            ) : (
              mayChange && (
                <button type="button" class="desk-button" onClick={() => setAsksToRun(one)}>
                  {t("campaign.run.verb")}
                </button>
              )
            )}
          </li>
        ))}
      </ul>
      {mayChange && !isNew && (
        <button type="button" class="desk-button" onClick={() => setNew(true)}>
          {t("campaign.new")}
        </button>
      )}
      {isNew ? (
        <NewCampaign
          pattern={entry}
          onSaved={(id) => {
            setNew(false);
            setChosen(id);
          }}
        />
      ) : (
        <Editor
          key={`${entry.campaign.id} ${entry.version}`}
          entry={entry}
          version={entry.version}
          mayChange={mayChange}
          onSaved={() => {}}
        />
      )}
      {asksToRun && (
        <Confirm
          title={t("campaign.run.ask", { title: asksToRun.campaign.titles[locale] })}
          verb={t("campaign.run.verb")}
          look="stop"
          act={() => runCampaign(asksToRun.campaign.id)}
          onClose={() => setAsksToRun(null)}
        >
          <p>{t("campaign.run.explained", { title: running.campaign.titles[locale] })}</p>
        </Confirm>
      )}
    </>
  );
}

/** A new campaign begins as a copy: most of it stays the same from season to season. */
function NewCampaign({ pattern, onSaved }: { pattern: CampaignEntry; onSaved(id: string): void }) {
  const { t } = useDeskTexts();
  const [id, setId] = useState("");
  const isId = ID.test(id);
  const copy: CampaignEntry = {
    ...pattern,
    campaign: { ...pattern.campaign, id, is_paused: true, opens_at: null, closes_at: null },
  };
  return (
    <>
      <div class="desk-panel">
        <h2>{t("campaign.new")}</h2>
        <TextField
          label={t("campaign.id")}
          value={id}
          maxLength={64}
          isRequired
          hint={t(id === "" || isId ? "campaign.id_hint" : "campaign.id_wrong")}
          onInput={setId}
        />
        <p class="desk-field-hint">{t("campaign.copied")}</p>
      </div>
      {isId && <Editor key={id} entry={copy} version={0} mayChange onSaved={() => onSaved(id)} />}
    </>
  );
}

interface EditorProps {
  entry: CampaignEntry;
  /** The version that is changed; 0: none yet. */
  version: number;
  mayChange: boolean;
  onSaved(): void;
}

function Editor({ entry, version, mayChange, onSaved }: EditorProps): JSX.Element {
  const { t } = useDeskTexts();
  const [draft, setDraft] = useState<Campaign>(entry.campaign);
  const [isAsking, setAsking] = useState(false);
  const changes = changesBetween(version === 0 ? {} : entry.campaign, draft);
  return (
    <form
      class="desk-form"
      aria-label={t("nav.campaign")}
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <CampaignForm
        draft={draft}
        before={entry.campaign}
        mayChange={mayChange}
        onDraft={setDraft}
      />
      {mayChange && (
        <div class="desk-save">
          <button
            type="submit"
            class="desk-button desk-button-main"
            disabled={changes.length === 0}
            data-testid="campaign-save"
          >
            {t("save")}
          </button>
          {changes.length > 0 && version > 0 && (
            <button type="button" class="desk-button" onClick={() => setDraft(entry.campaign)}>
              {t("campaign.discard", { n: changes.length })}
            </button>
          )}
        </div>
      )}
      {isAsking && (
        <Confirm
          title={t(version === 0 ? "campaign.create.ask" : "campaign.save.ask")}
          verb={t("save")}
          note={{ label: t("note.optional") }}
          act={async (note) => {
            await saveCampaign(version, draft, note);
            onSaved();
          }}
          onClose={() => setAsking(false)}
        >
          <p>{t("campaign.save.explained")}</p>
          {version > 0 && <ChangeList changes={changes} />}
        </Confirm>
      )}
    </form>
  );
}
