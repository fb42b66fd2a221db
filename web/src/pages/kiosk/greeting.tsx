/** Somebody is here: a greeting, and what there is to play. */
import type { JSX } from "preact";
import { formatFen } from "../../ui/figures.ts";
import { taskTotals, useLiveTotals } from "../../ui/live-totals.ts";
import { LOCALES, locale as language } from "../../ui/preferences.ts";
import { useStore } from "../../ui/store.ts";
import { taskPicture } from "../../ui/task-pictures.ts";
import { useTexts } from "../../ui/texts.ts";
import { HandsFree } from "./hands-free.tsx";
import type { Kiosk, OpenEffect } from "./kiosk.ts";
import { type Option, Picker } from "./picker.tsx";
import { Room } from "./room.tsx";
import { useKioskTexts } from "./words.ts";

const LANGUAGE = "language";
/** So many stand large in a row of a broad screen, and in the column of an upright one. */
const ROW_MAX = 3;
const COLUMN_MAX = 4;

export function Greeting({ kiosk }: { kiosk: Kiosk }): JSX.Element {
  const { t, locale } = useKioskTexts();
  const effects = useStore(kiosk.effects);
  const other = LOCALES.find((one) => one !== locale) ?? locale;
  const options: Option[] = effects.map((effect) => ({
    id: effect.entry.id,
    label: effect.entry.titles[locale] ?? effect.entry.id,
    content: <EffectCard effect={effect} />,
  }));
  options.push({ id: LANGUAGE, label: t("greeting.other_language") });
  const pick = (id: string): void => {
    if (id === LANGUAGE) language.set(other);
    else kiosk.choose(id);
  };
  return (
    <main class="kiosk kiosk-greeting" data-testid="greeting">
      <Room effects={effects} shown="dodge_food" isStill />
      <header class="kiosk-words">
        <h1>{t("greeting.title")}</h1>
        <p class="lead">{t("greeting.lead")}</p>
      </header>
      <Picker
        kiosk={kiosk}
        options={options}
        class={classOf(effects.length)}
        label={t("greeting.lead")}
        onPick={pick}
      />
      <HandsFree kiosk={kiosk} />
    </main>
  );
}

function classOf(count: number): string {
  const many = count > ROW_MAX ? " is-many" : "";
  const crowded = count > COLUMN_MAX ? " is-crowded" : "";
  return `picker-effects${many}${crowded}`;
}

function EffectCard({ effect }: { effect: OpenEffect }): JSX.Element {
  const { locale } = useTexts();
  const { t } = useKioskTexts();
  const { entry } = effect;
  const totals = taskTotals(useLiveTotals(), entry.task);
  const picture = taskPicture(entry.task);
  return (
    <span class="effect-card">
      {picture && <img src={picture} alt="" width="600" height="420" />}
      <span class="effect-card-words">
        <strong>{entry.titles[locale]}</strong>
        <span class="effect-card-summary">{entry.summaries?.[locale]}</span>
        {totals && (
          <span class="effect-card-cause">
            {totals.state === "open"
              ? t("greeting.releases", {
                  amount: formatFen(totals.fen_per_play, locale),
                  task: totals.titles[locale] ?? "",
                })
              : t("greeting.for_joy")}
          </span>
        )}
      </span>
    </span>
  );
}
