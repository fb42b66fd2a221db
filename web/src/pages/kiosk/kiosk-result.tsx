/** After a play at the kiosk: what it released, what can be taken along, and what comes next. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useCard, useObjectUrl } from "../../keep/keep-section.tsx";
import {
  type Keepable,
  type PlayKeepsakeProps,
  usePlayKeepsake,
} from "../../keep/play-keepsake.tsx";
import { formatFen } from "../../ui/figures.ts";
import { taskTotals, useLiveTotals } from "../../ui/live-totals.ts";
import { prefersReducedMotion } from "../../ui/reduced-motion.ts";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { type Standing, verdictWords } from "../../ui/verdict-words.ts";
import { deedsOf } from "../play/deeds.tsx";
import type { Delivery } from "../play/delivery.ts";
import { useEffectWords } from "../play/effect-words.ts";
import { Emblem } from "../play/emblem.tsx";
import { FactCard } from "../play/fact-card.tsx";
import type { PlayRun, RunState } from "../play/play-run.ts";
import { HandoverCode } from "./handover-code.tsx";
import { HandsFree } from "./hands-free.tsx";
import type { Kiosk } from "./kiosk.ts";
import { type Option, Picker } from "./picker.tsx";
import { Room } from "./room.tsx";
import { useKioskTexts } from "./words.ts";

interface KioskResultProps {
  kiosk: Kiosk;
  run: PlayRun;
  state: Extract<RunState, { at: "result" }>;
  delivery: Delivery;
}

function standingOf(delivery: Delivery): Standing {
  if (delivery?.at === "answered") return delivery.answer;
  return { status: delivery?.at === "kept" ? "kept" : "waiting", reason: "" };
}

export function KioskResult({ kiosk, run, state, delivery }: KioskResultProps): JSX.Element | null {
  const site = useTexts();
  const { locale } = site;
  const release = useStore(run.release);
  const choices = useStore(run.choices);
  const live = useLiveTotals();
  const { words } = useEffectWords(release);
  const { ticket, facts } = state;
  const standing = standingOf(delivery);
  const receipt = delivery?.at === "answered" ? delivery.answer.receipt : null;
  const task = taskTotals(live, ticket.task)?.titles[locale] ?? "";
  const amount = formatFen(receipt?.amount_fen ?? ticket.fen_per_play, locale);
  const told = verdictWords(standing, site, { amount, task }, words);
  const deeds = deedsOf({ facts, words });
  if (release === null) return null;
  const keepsake: PlayKeepsakeProps = {
    release,
    ticket,
    kept: state.kept,
    receipt,
    task,
    facts,
    deeds: deeds.map(({ text }) => text),
    stray: Object.values(choices)[0] ?? "",
    origin: null,
  };
  return (
    <main class="kiosk kiosk-result" data-testid="result">
      <Room effects={useStore(kiosk.effects)} shown={run.effect} isStill />
      <section
        class={`verdict verdict-${standing.status}`}
        role="status"
        data-testid="verdict"
        data-status={standing.status}
      >
        <Emblem run={run} isGlad />
        <div>
          <h1>{told.title}</h1>
          <p class="lead">{told.text}</p>
        </div>
      </section>
      <Taking kiosk={kiosk} keepsake={keepsake}>
        <FactCard words={words} seed={ticket.seed} />
      </Taking>
    </main>
  );
}

interface TakingProps {
  kiosk: Kiosk;
  keepsake: PlayKeepsakeProps;
  children: JSX.Element;
}

function Taking({ kiosk, keepsake, children }: TakingProps): JSX.Element {
  const { t } = useKioskTexts();
  const keepable = usePlayKeepsake(keepsake);
  const [isTaking, setTaking] = useState(false);
  const options: Option[] = [
    { id: "another", label: t("result.another") },
    { id: "done", label: t("result.done") },
  ];
  if (keepable !== null && !isTaking) {
    options.unshift({ id: "take", label: t("result.take"), look: "main" });
  }
  const pick = (id: string): void => {
    if (id === "take") setTaking(true);
    else if (id === "another") kiosk.another();
    else void kiosk.leave();
  };
  return (
    <>
      <div class="kiosk-result-pieces">
        {keepable && (
          <Shown keepable={keepable} effect={keepsake.ticket.effect} isTaking={isTaking} />
        )}
        {!isTaking && children}
      </div>
      <Picker
        kiosk={kiosk}
        options={options}
        class="picker-answers"
        label={t("result.next")}
        onPick={pick}
      />
      <HandsFree kiosk={kiosk} />
    </>
  );
}

interface ShownProps {
  keepable: Keepable;
  effect: string;
  isTaking: boolean;
}

/** The card and the video, as they would be taken along. */
function Shown({ keepable, effect, isTaking }: ShownProps): JSX.Element {
  const { t } = useKioskTexts();
  const { card, video } = keepable;
  const { blob: cardBlob } = useCard(card);
  const cardUrl = useObjectUrl(cardBlob);
  const videoUrl = useObjectUrl(video);
  const name = card.namedStills.length > 0 ? "strip" : "card";
  return (
    <>
      <section class={`kiosk-kept kiosk-kept-${name} paper`} data-testid="kept">
        {cardUrl && <img src={cardUrl} alt={t("result.card_alt")} />}
        {videoUrl && (
          <video
            src={videoUrl}
            aria-label={t("result.video_alt")}
            muted
            loop
            playsInline
            autoPlay={!prefersReducedMotion()}
          />
        )}
        {!isTaking && <p class="kiosk-note">{t("result.take_note")}</p>}
      </section>
      {isTaking && <HandoverCode effect={effect} cardName={name} card={cardBlob} video={video} />}
    </>
  );
}
