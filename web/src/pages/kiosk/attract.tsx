/** Nobody is here: the three rooms live on, the campaign and its totals, and how to begin. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import logo from "../../art/logo.svg";
import { formatMoment } from "../../ui/figures.ts";
import { useLiveTotals } from "../../ui/live-totals.ts";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { TotalsFigures } from "../../ui/totals-figures.tsx";
import { type Campaign, fetchCampaign } from "../impact/impact-api.ts";
import { useRoom } from "../play/room.ts";
import { Actor } from "./actors.tsx";
import type { Kiosk } from "./kiosk.ts";
import type { CampaignAsSaid } from "./kiosk-api.ts";
import { Room } from "./room.tsx";
import { inOther, useKioskTexts } from "./words.ts";

/** As long as a life takes in the booth's frame; see kiosk.css. */
const ROOM_MS = 10_500;

export function Attract({ kiosk }: { kiosk: Kiosk }): JSX.Element {
  const { t, locale } = useKioskTexts();
  const effects = useStore(kiosk.effects);
  const turn = useTurns(ROOM_MS);
  const effect = effects[turn % Math.max(1, effects.length)];
  const id = effect?.entry.id ?? "";
  const other = locale === "en" ? "zh-CN" : "en";
  useRoom(id);
  return (
    <main
      class="kiosk attract"
      data-testid="attract"
      data-room={id}
      onClick={() => kiosk.greet()}
      onKeyDown={() => kiosk.greet()}
    >
      <Room effects={effects} shown={id} />
      <header class="attract-head">
        <p class="attract-brand">
          <img src={logo} alt="" width="44" height="44" />
          <CampaignLine />
        </p>
        <h1>{t("attract.title")}</h1>
        <p class="kiosk-other" lang={other}>
          {inOther(locale, "attract.title")}
        </p>
      </header>
      <div class="attract-stage">
        {effect && <Actor key={turn} effect={id} art={effect.release.art} />}
      </div>
      {effect && (
        <section key={id} class="attract-slip paper">
          <h2>{effect.entry.titles[locale]}</h2>
          <p>{effect.entry.summaries?.[locale]}</p>
        </section>
      )}
      <Totals kiosk={kiosk} />
      <Invitation kiosk={kiosk} />
    </main>
  );
}

function useTurns(everyMs: number): number {
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTurn((before) => before + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return turn;
}

/** Whose money, for what; an example says so. */
function CampaignLine(): JSX.Element | null {
  const { t, locale } = useKioskTexts();
  const [campaign, setCampaign] = useState<Campaign | null>(null);
  useEffect(() => {
    fetchCampaign().then(setCampaign, () => undefined); // The totals say enough without.
  }, []);
  const site = useTexts();
  if (campaign === null) return <span>{site.t("site.name")}</span>;
  return (
    <span>
      {campaign.titles[locale]} · {campaign.sponsor.name[locale]} → {campaign.charity.name[locale]}
      {campaign.is_example && <em class="attract-example">{t("attract.example")}</em>}
    </span>
  );
}

/** The whole campaign's where a central server knows it, else what this kiosk's ledger holds. */
function Totals({ kiosk }: { kiosk: Kiosk }): JSX.Element | null {
  const { t } = useTexts();
  const ofKiosk = useLiveTotals().totals;
  const campaign = useStore(kiosk.pulse.campaign);
  const totals = campaign?.totals ?? ofKiosk;
  if (totals === null) return null;
  return (
    <section
      class="ticket attract-totals"
      aria-label={t("home.totals.released")}
      data-testid="totals"
    >
      <TotalsFigures totals={totals} />
      {campaign && <AsOf campaign={campaign} />}
    </section>
  );
}

/** What the figures cannot say yet. */
function AsOf({ campaign }: { campaign: CampaignAsSaid }): JSX.Element | null {
  const { t, locale } = useKioskTexts();
  const { said_at, is_online, waiting } = campaign;
  const words: string[] = [];
  if (!is_online) words.push(t("attract.as_of", { at: formatMoment(new Date(said_at), locale) }));
  if (waiting > 0) words.push(t("attract.on_the_way", { n: waiting }));
  return words.length === 0 ? null : <p class="attract-as-of">{words.join(" ")}</p>;
}

/** How to begin, and what the camera does meanwhile. */
function Invitation({ kiosk }: { kiosk: Kiosk }): JSX.Element | null {
  const { scout } = kiosk;
  return scout && <Invited scout={scout} />;
}

function Invited({ scout }: { scout: NonNullable<Kiosk["scout"]> }): JSX.Element {
  const { t, locale } = useKioskTexts();
  const hasCamera = useStore(scout.state) === "on";
  const key = hasCamera ? "attract.stand_here" : "attract.touch";
  return (
    <footer class="attract-invitation">
      <p class="attract-call" data-testid={hasCamera ? "call-camera" : "call-touch"}>
        <Feet />
        <span>
          {t(key)}
          <small lang={locale === "en" ? "zh-CN" : "en"}>{inOther(locale, key)}</small>
        </span>
      </p>
      {hasCamera && <p class="attract-note">{t("attract.camera")}</p>}
    </footer>
  );
}

/** Two soles on the floor, pressing in turn. */
function Feet(): JSX.Element {
  return (
    <svg class="feet" viewBox="0 0 64 64" aria-hidden="true">
      <g class="foot foot-left">
        <path d="M20 8c6 0 9 7 9 16s-3 14-9 14-9-6-9-14 3-16 9-16Z" />
        <path d="M20 42c5 0 7 3 7 7s-2 7-7 7-7-3-7-7 2-7 7-7Z" />
      </g>
      <g class="foot foot-right">
        <path d="M44 8c6 0 9 7 9 16s-3 14-9 14-9-6-9-14 3-16 9-16Z" />
        <path d="M44 42c5 0 7 3 7 7s-2 7-7 7-7-3-7-7 2-7 7-7Z" />
      </g>
    </svg>
  );
}
