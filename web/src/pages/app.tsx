/** Which page an address shows, in which language. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { manifests } from "../pwa/manifests.ts";
import { locale } from "../ui/preferences.ts";
import { path } from "../ui/router.tsx";
import { useStore } from "../ui/store.ts";
import { useTexts } from "../ui/texts.ts";
import { Boundary } from "./broken.tsx";
import { Home } from "./home/home.tsx";
import { lazyPage } from "./lazy-page.tsx";
import { NotFound } from "./not-found.tsx";
import { isDesk } from "./operator/addresses.ts";
import { PlayPage } from "./play/play-page.tsx";

const Impact = lazyPage(async () => (await import("./impact/impact.tsx")).ImpactPage);
const Https = lazyPage(async () => (await import("./https/https-page.tsx")).Https);
const reading = () => import("./reading/reading.tsx");
const Trust = lazyPage(async () => (await reading()).Trust);
const KioskPage = lazyPage(async () => (await import("./kiosk/kiosk-page.tsx")).KioskPage);
const HostPage = lazyPage(async () => (await import("./kiosk/host-page.tsx")).HostPage);
const Operator = lazyPage(async () => (await import("./operator/operator-page.tsx")).Operator);
const Privacy = lazyPage(async () => (await reading()).Privacy);
const Verify = lazyPage(async () => (await import("./verify/verify.tsx")).Verify);

export function App(): JSX.Element {
  useDocumentLanguage();
  const here = useStore(path);
  return <Boundary key={isDesk(here) ? "/operator" : here}>{pageAt(here)}</Boundary>;
}

function pageAt(here: string): JSX.Element {
  if (here === "/") return <Home />;
  if (here === "/impact") return <Impact />;
  if (here === "/trust") return <Trust />;
  if (here === "/privacy") return <Privacy />;
  if (here === "/verify") return <Verify />;
  if (here === "/https") return <Https />;
  if (here === "/kiosk") return <KioskPage />;
  if (here === "/kiosk/host") return <HostPage />;
  if (isDesk(here)) return <Operator />;
  const effect = /^\/play\/([a-z][a-z0-9_]*)$/.exec(here)?.[1];
  return effect ? <PlayPage effect={effect} /> : <NotFound />;
}

function useDocumentLanguage(): void {
  const { t } = useTexts();
  const language = useStore(locale);
  useEffect(() => {
    document.documentElement.lang = language;
    document.querySelector("link[rel=manifest]")?.setAttribute("href", manifests[language]);
    document
      .querySelector("meta[name=description]")
      ?.setAttribute("content", t("site.description"));
  }, [language]);
}
