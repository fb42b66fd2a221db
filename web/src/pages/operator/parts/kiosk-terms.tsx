/** Asks what a kiosk may: how long, how many plays a day, how many are set aside for each task. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatFen } from "../../../ui/figures.ts";
import { type Credential, change, type Kiosk } from "../desk-api.ts";
import type { SectionProps } from "../section-props.ts";
import { useDeskTexts } from "../words.ts";
import { Confirm } from "./confirm.tsx";
import { NumberField, TextField } from "./fields.tsx";

const DAYS = 3;
const PLAYS_PER_DAY = 500;

interface KioskTermsProps {
  /** null: a new one. */
  kiosk: Kiosk | null;
  running: SectionProps["running"];
  onDone(credential: Credential): Promise<void>;
  onClose(): void;
}

export function KioskTerms({ kiosk, running, onDone, onClose }: KioskTermsProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const [name, setName] = useState("");
  const [days, setDays] = useState<number | null>(DAYS);
  const [perDay, setPerDay] = useState<number | null>(kiosk?.plays_per_day ?? PLAYS_PER_DAY);
  const [plays, setPlays] = useState<Record<string, number | null>>({});
  const terms = () => ({
    days: days ?? 0,
    plays_per_day: perDay ?? 0,
    plays: Object.fromEntries(
      Object.entries(plays).filter((one): one is [string, number] => one[1] !== null),
    ),
  });
  return (
    <Confirm
      title={kiosk ? t("kiosks.renew_ask", { name: kiosk.name }) : t("kiosks.add")}
      verb={t(kiosk ? "kiosks.renew" : "kiosks.add")}
      act={async () => {
        const path = kiosk ? `kiosks/${kiosk.name}/credential` : "kiosks";
        const body = kiosk ? terms() : { name: name.trim(), ...terms() };
        await onDone(await change<Credential>("POST", path, body));
      }}
      onClose={onClose}
    >
      <p>{t(kiosk ? "kiosks.renew_explained" : "kiosks.add_explained")}</p>
      {!kiosk && (
        <TextField
          label={t("kiosks.name")}
          value={name}
          hint={t("kiosks.name_hint")}
          maxLength={64}
          isRequired
          testId="kiosk-name"
          onInput={setName}
        />
      )}
      <NumberField label={t("kiosks.days")} value={days} onInput={setDays} />
      <NumberField label={t("kiosks.per_day")} value={perDay} onInput={setPerDay} />
      {running.campaign.tasks.map((task) => (
        <NumberField
          key={task.id}
          label={t("kiosks.plays_of", { title: task.titles[locale] })}
          value={plays[task.id] ?? null}
          hint={t("kiosks.sets_aside", {
            amount: formatFen((plays[task.id] ?? 0) * task.fen_per_play, locale),
          })}
          onInput={(value) => setPlays({ ...plays, [task.id]: value })}
        />
      ))}
    </Confirm>
  );
}
