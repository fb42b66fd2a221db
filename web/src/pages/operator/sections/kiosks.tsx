/** Kiosks that credit offline: who they are, what is set aside for them, and what was refused. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatFen, formatMoment } from "../../../ui/figures.ts";
import { titleOf } from "../campaigns.ts";
import { type Credential, change, type Kiosk, type KiosksAnswer, read } from "../desk-api.ts";
import { Answered, Empty } from "../parts/answers.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { KioskTerms } from "../parts/kiosk-terms.tsx";
import { useAnswer } from "../parts/use-answer.ts";
import { WideTable } from "../parts/wide-table.tsx";
import type { SectionProps } from "../section-props.ts";
import { type DeskTexts, isDeskKey, useDeskTexts } from "../words.ts";

const REFRESH_MS = 10_000;

/** What a dialog is about: null, a new kiosk. */
interface Asks {
  act: "let_in" | "revoke";
  kiosk: Kiosk | null;
}

export function KiosksSection({ running, mayChange }: SectionProps): JSX.Element {
  const { t } = useDeskTexts();
  const asked = useAnswer(() => read<KiosksAnswer>("kiosks"), running.campaign.id, REFRESH_MS);
  const [asks, setAsks] = useState<Asks | null>(null);
  const [credential, setCredential] = useState<Credential | null>(null);
  return (
    <Answered asked={asked}>
      {(answer) => (
        <>
          <p class="desk-lead">{t("kiosks.lead")}</p>
          {credential && <Shown credential={credential} onDone={() => setCredential(null)} />}
          {mayChange && (
            <div class="desk-buttons">
              <button
                type="button"
                class="desk-button desk-button-main"
                data-testid="kiosk-add"
                onClick={() => setAsks({ act: "let_in", kiosk: null })}
              >
                {t("kiosks.add")}
              </button>
            </div>
          )}
          {answer.kiosks.length === 0 && <Empty text="kiosks.empty" />}
          <ul class="desk-cards">
            {answer.kiosks.map((kiosk) => (
              <li key={kiosk.name}>
                <OneKiosk
                  kiosk={kiosk}
                  running={running}
                  mayChange={mayChange}
                  onAsk={(act) => setAsks({ act, kiosk })}
                />
              </li>
            ))}
          </ul>
          <Refused kiosks={answer.kiosks} running={running} />
          {asks?.act === "let_in" && (
            <KioskTerms
              kiosk={asks.kiosk}
              running={running}
              onDone={async (shown) => {
                setCredential(shown);
                await asked.reload();
              }}
              onClose={() => setAsks(null)}
            />
          )}
          {asks?.act === "revoke" && asks.kiosk && (
            <Confirm
              title={t("kiosks.revoke.ask", { name: asks.kiosk.name })}
              verb={t("kiosks.revoke.verb")}
              look="stop"
              note={{ label: t("kiosks.revoke.note") }}
              act={async (note) => {
                await change("POST", `kiosks/${asks.kiosk?.name}/revocation`, { note });
                await asked.reload();
              }}
              onClose={() => setAsks(null)}
            >
              <p>{t("kiosks.revoke.explained")}</p>
            </Confirm>
          )}
        </>
      )}
    </Answered>
  );
}

/** A credential is on this page until it is put away, and nowhere afterwards. */
function Shown({ credential, onDone }: { credential: Credential; onDone(): void }): JSX.Element {
  const { t } = useDeskTexts();
  return (
    <section class="desk-panel" aria-label={t("kiosks.credential")} data-testid="credential">
      <h2>{t("kiosks.credential_of", { name: credential.name })}</h2>
      <p>{t("kiosks.credential_once")}</p>
      <p class="desk-code">{credential.command}</p>
      <p class="desk-code" data-testid="credential-text">
        {credential.credential}
      </p>
      <div class="desk-buttons">
        <button type="button" class="desk-button" onClick={onDone}>
          {t("kiosks.credential_done")}
        </button>
      </div>
    </section>
  );
}

interface OneProps {
  kiosk: Kiosk;
  running: SectionProps["running"];
  mayChange: boolean;
  onAsk(act: Asks["act"]): void;
}

function OneKiosk({ kiosk, running, mayChange, onAsk }: OneProps): JSX.Element {
  const texts = useDeskTexts();
  const { t, locale } = texts;
  const standing = standingOf(kiosk);
  return (
    <article class="desk-panel" aria-label={kiosk.name} data-testid={`kiosk-${kiosk.name}`}>
      <h2>
        {kiosk.name}
        <span class={`desk-chip ${standing === "online" ? "desk-chip-open" : ""}`}>
          {t(`kiosks.${standing}`)}
        </span>
      </h2>
      <dl class="desk-figures">
        <Fact label={t("kiosks.until")}>{formatMoment(new Date(kiosk.plays_until), locale)}</Fact>
        <Fact label={t("kiosks.per_day")}>{kiosk.plays_per_day}</Fact>
        <Fact label={t("kiosks.seen")}>
          {kiosk.seen_at === null
            ? t("kiosks.never")
            : formatMoment(new Date(kiosk.seen_at), locale)}
        </Fact>
        <Fact label={t("kiosks.waiting")}>{kiosk.waiting}</Fact>
        {kiosk.allotments.map((one) => (
          <div class="desk-wide" key={one.task}>
            <dt>{titleOf(running.campaign, one.task, locale)}</dt>
            <dd>
              {t(one.is_set_aside ? "kiosks.used" : "kiosks.used_given_back", {
                plays: one.plays,
                used: formatFen(one.used_fen, locale),
                allotted: formatFen(one.allotted_fen, locale),
              })}
            </dd>
          </div>
        ))}
      </dl>
      {mayChange && (
        <div class="desk-buttons">
          <button type="button" class="desk-button" onClick={() => onAsk("let_in")}>
            {t("kiosks.renew")}
          </button>
          {!kiosk.is_revoked && (
            <button
              type="button"
              class="desk-button desk-button-stop"
              data-testid={`revoke-${kiosk.name}`}
              onClick={() => onAsk("revoke")}
            >
              {t("kiosks.revoke.verb")}
            </button>
          )}
        </div>
      )}
    </article>
  );
}

function Fact({ label, children }: { label: string; children: string | number }): JSX.Element {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function standingOf(kiosk: Kiosk): "revoked" | "over" | "online" | "offline" {
  if (kiosk.is_revoked) return "revoked";
  if (Date.parse(kiosk.plays_until) < Date.now()) return "over";
  return kiosk.is_online ? "online" : "offline";
}

/** Return why a play was refused; the words of verdicts are the pages' own. */
function reasonWords(reason: string, { t }: DeskTexts): string {
  const key = `kiosks.reason.${reason}`;
  return isDeskKey(key) ? t(key) : t("kiosks.reason.other", { reason });
}

interface RefusedProps {
  kiosks: readonly Kiosk[];
  running: SectionProps["running"];
}

function Refused({ kiosks, running }: RefusedProps): JSX.Element | null {
  const texts = useDeskTexts();
  const { t, locale } = texts;
  const refused = kiosks
    .flatMap((kiosk) => kiosk.refused.map((play) => ({ ...play, kiosk: kiosk.name })))
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  if (refused.length === 0) return null;
  return (
    <>
      <h2>{t("kiosks.refused")}</h2>
      <WideTable label={t("kiosks.refused")}>
        <thead>
          <tr>
            <th scope="col">{t("column.at")}</th>
            <th scope="col">{t("column.kiosk")}</th>
            <th scope="col">{t("column.task")}</th>
            <th scope="col">{t("column.note")}</th>
            <th scope="col">{t("column.play")}</th>
          </tr>
        </thead>
        <tbody>
          {refused.map((play) => (
            <tr key={`${play.kiosk} ${play.play_id}`}>
              <td>{formatMoment(new Date(play.at), locale)}</td>
              <td>{play.kiosk}</td>
              <td>{titleOf(running.campaign, play.task, locale)}</td>
              <td class="desk-words">{reasonWords(play.reason, texts)}</td>
              <td class="desk-code">{play.play_id}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </>
  );
}
