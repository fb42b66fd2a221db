/** The way to https on a local network: why it takes a step, what it allows, and how it is done. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import shield from "../../art/camera_shield.svg";
import { ButtonLink } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import { Authority } from "./authority.tsx";
import { fetchTls, isTrusted, type Tls } from "./tls-api.ts";
import { useHttpsTexts } from "./words.ts";
import "./https.css";

/** Somebody may just have changed the settings of this device in another window. */
const TRY_EVERY_MS = 3000;

export function Https(): JSX.Element {
  const { t } = useHttpsTexts();
  const tls = useTls();
  useWayOn(tls);
  const isSecure = location.protocol === "https:";

  return (
    <Page title={t("title.https")} look="reading">
      <article class="reading https paper">
        <header class="reading-head">
          <div>
            <h1>{t(isSecure ? "https.done_title" : "https.title")}</h1>
            <p class="lead">{t(isSecure ? "https.done" : "https.lead")}</p>
          </div>
          <img src={shield} alt="" width="240" height="200" />
        </header>
        {isSecure && (
          <ButtonLink look="main" icon="play" label={t("https.go_on")} href={wanted()} />
        )}
        {tls && !tls.origin && !isSecure && <p data-testid="no-https">{t("https.none")}</p>}
        {tls?.authority && !isSecure && <Authority authority={tls.authority} />}
        {tls?.plain_origin && <OtherDevice link={`${tls.plain_origin}/https`} />}
      </article>
    </Page>
  );
}

/** Where the visitor was going: a page of this site. */
function wanted(): string {
  const to = new URLSearchParams(location.search).get("to") ?? "/";
  return /^\/(?![/\\])/.test(to) ? to : "/";
}

function useTls(): Tls | null {
  const [tls, setTls] = useState<Tls | null>(null);
  useEffect(() => {
    fetchTls().then(setTls, () => undefined);
  }, []);
  return tls;
}

/** Goes on by itself once this device trusts the server. */
function useWayOn(tls: Tls | null): void {
  useEffect(() => {
    if (!tls?.origin || location.protocol === "https:") return;
    const { origin } = tls;
    let timer = 0;
    const look = async (): Promise<void> => {
      if (await isTrusted(origin)) location.replace(origin + wanted());
      else timer = window.setTimeout(look, TRY_EVERY_MS);
    };
    void look();
    return () => window.clearTimeout(timer);
  }, [tls]);
}

/** The same page on another device, by its camera. */
function OtherDevice({ link }: { link: string }): JSX.Element {
  const { t } = useHttpsTexts();
  return (
    <section class="reading-part https-other">
      <QrCode link={link} label={t("https.other")} />
      <div>
        <h2>{t("https.other")}</h2>
        <p>{t("https.other_detail")}</p>
        <p class="https-address">{link}</p>
      </div>
    </section>
  );
}
