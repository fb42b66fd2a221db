/** What surrounds every section: which campaign runs, pausing it, the way to the others. */
import type { ComponentType, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import logo from "../../art/logo.svg";
import { LanguageSwitch } from "../../ui/controls.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Link } from "../../ui/router.tsx";
import { campaigns, loadCampaigns, runningEntry, standingOf } from "./campaigns.ts";
import type { CampaignEntry, Session } from "./desk-api.ts";
import { Answered } from "./parts/answers.tsx";
import { PauseDialog } from "./pause-dialog.tsx";
import type { SectionProps } from "./section-props.ts";
import { Account } from "./sections/account.tsx";
import { Acts } from "./sections/acts.tsx";
import { CampaignSection } from "./sections/campaign.tsx";
import { FunnelSection } from "./sections/funnel.tsx";
import { KiosksSection } from "./sections/kiosks.tsx";
import { Money } from "./sections/money/money.tsx";
import { OverviewSection } from "./sections/overview.tsx";
import { PrivacyWords } from "./sections/privacy-words.tsx";
import { ReviewSection } from "./sections/review.tsx";
import { signOut } from "./session.ts";
import { type DeskKey, useDeskTexts } from "./words.ts";

/** Section by the last part of its address; the first is the desk's own. */
const SECTIONS = {
  "": OverviewSection,
  review: ReviewSection,
  money: Money,
  campaign: CampaignSection,
  kiosks: KiosksSection,
  funnel: FunnelSection,
  privacy: PrivacyWords,
  acts: Acts,
  account: Account,
} satisfies Record<string, ComponentType<SectionProps>>;
type SectionName = keyof typeof SECTIONS;
const NAMES = Object.keys(SECTIONS) as SectionName[];

function isSection(name: string): name is SectionName {
  return Object.hasOwn(SECTIONS, name);
}

function nameKey(name: SectionName): DeskKey {
  return `nav.${name === "" ? "overview" : name}`;
}

interface FrameProps {
  session: Session;
  section: string;
}

export function Frame({ session, section }: FrameProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const asked = campaigns.use();
  const name = isSection(section) ? section : "";
  const Section = SECTIONS[name];
  const main = useRef<HTMLElement>(null);
  const isArriving = useRef(true);
  useEffect(() => {
    if (!isArriving.current) main.current?.focus({ preventScroll: true });
    isArriving.current = false;
  }, [name]);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = nav.current?.querySelector("[aria-current]");
    current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [name, locale]);
  useEffect(() => loadCampaigns(), []);
  const mayChange = session.role === "operator";
  const running = asked.answer && runningEntry(asked.answer);

  return (
    <div class="desk">
      <a class="skip" href="#desk-main">
        {t("nav.skip")}
      </a>
      <header class="desk-head">
        <Link href="/operator" class="desk-brand">
          <img src={logo} alt="" width="36" height="36" />
          <span>{t("title")}</span>
        </Link>
        {running && <RunningCampaign entry={running} mayChange={mayChange} />}
        <div class="desk-head-side">
          <LanguageSwitch />
          <button type="button" class="desk-link" onClick={() => void signOut()}>
            {t("nav.sign_out", { name: session.name })}
          </button>
        </div>
      </header>
      {running && <PauseBand entry={running} mayChange={mayChange} />}
      <div class="desk-body">
        <nav ref={nav} class="desk-nav" aria-label={t("nav.sections")}>
          {NAMES.map((one) => (
            <Link
              key={one}
              href={one === "" ? "/operator" : `/operator/${one}`}
              current={one === name}
            >
              {t(nameKey(one))}
            </Link>
          ))}
        </nav>
        <main id="desk-main" ref={main} tabIndex={-1}>
          <h1>{t(nameKey(name))}</h1>
          {!mayChange && name !== "account" && <p class="desk-note">{t("viewer_note")}</p>}
          <Answered asked={asked}>
            {() => running && <Section running={running} session={session} mayChange={mayChange} />}
          </Answered>
        </main>
      </div>
    </div>
  );
}

interface RunningProps {
  entry: CampaignEntry;
  mayChange: boolean;
}

function RunningCampaign({ entry, mayChange }: RunningProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const [isAsking, setAsking] = useState(false);
  const standing = standingOf(entry.campaign);
  return (
    <div class="desk-running">
      <span class="desk-running-name" title={entry.campaign.titles[locale]}>
        {entry.campaign.titles[locale]}
      </span>
      <span class={`desk-chip desk-chip-${standing}`} data-testid="standing">
        {t(`standing.${standing}`)}
      </span>
      {entry.campaign.is_example && <span class="desk-chip">{t("example")}</span>}
      {mayChange && !entry.campaign.is_paused && (
        <button
          type="button"
          class="desk-button desk-button-stop"
          data-testid="pause"
          onClick={() => setAsking(true)}
        >
          <Icon name="pause" />
          {t("pause.verb")}
        </button>
      )}
      {isAsking && <PauseDialog task={null} pause onClose={() => setAsking(false)} />}
    </div>
  );
}

/** Nobody should have to look for the way back. */
function PauseBand({ entry, mayChange }: RunningProps): JSX.Element | null {
  const { t } = useDeskTexts();
  const [isAsking, setAsking] = useState(false);
  if (!entry.campaign.is_paused) return null;
  return (
    <section class="desk-band" aria-label={t("standing.paused")}>
      <p>{t("pause.band")}</p>
      {mayChange && (
        <button
          type="button"
          class="desk-button"
          data-testid="resume"
          onClick={() => setAsking(true)}
        >
          <Icon name="play" />
          {t("resume.verb")}
        </button>
      )}
      {isAsking && <PauseDialog task={null} pause={false} onClose={() => setAsking(false)} />}
    </section>
  );
}
