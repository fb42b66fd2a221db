/** The page of a device that many visitors share. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Page } from "../../ui/page.tsx";
import { fetchKiosk, type KioskFacts } from "./kiosk-api.ts";
import { KioskBoundary } from "./kiosk-boundary.tsx";
import { KioskScreen } from "./kiosk-screen.tsx";
import { Sign } from "./sign.tsx";
import { useKioskTexts } from "./words.ts";
import "./actors.css";
import "./attract.css";
import "./kiosk.css";
import "./visit.css";

const AGAIN_MS = 2000;

export function KioskPage(): JSX.Element {
  const facts = useFacts();
  useEffect(() => {
    document.documentElement.classList.add("is-kiosk");
    return () => document.documentElement.classList.remove("is-kiosk");
  }, []);
  if (facts === undefined) return <Sign about="starting" />;
  if (facts === null) return <NoKiosk about="no_kiosk" />;
  if (!facts.is_device) return <NoKiosk about="other_device" />;
  return (
    <KioskBoundary>
      <KioskScreen facts={facts} />
    </KioskBoundary>
  );
}

/** undefined: the server has not answered yet; null: it is no kiosk. */
function useFacts(): KioskFacts | null | undefined {
  const [facts, setFacts] = useState<KioskFacts | null>();
  useEffect(() => {
    let timer = 0;
    let isShown = true;
    const ask = (): void => {
      fetchKiosk().then(
        ({ kiosk }) => isShown && setFacts(kiosk),
        () => {
          if (isShown) timer = window.setTimeout(ask, AGAIN_MS);
        },
      );
    };
    ask();
    return () => {
      isShown = false;
      window.clearTimeout(timer);
    };
  }, []);
  return facts;
}

function NoKiosk({ about }: { about: "no_kiosk" | "other_device" }): JSX.Element {
  const { t } = useKioskTexts();
  return (
    <Page title={t("kiosk.title")} look="reading">
      <section class="lost paper" data-testid={about}>
        <h1>{t(`kiosk.${about}.title`)}</h1>
        <p class="lead">{t(`kiosk.${about}.text`)}</p>
      </section>
    </Page>
  );
}
