/** What surrounds every page: the way past the header, header, main part, footer. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import logo from "../art/logo.svg";
import { LanguageSwitch, SoundSwitch } from "./controls.tsx";
import { Link, path } from "./router.tsx";
import { useStore } from "./store.ts";
import { useTexts } from "./texts.ts";

interface PageProps {
  title: string;
  look: "home" | "reading" | "play";
  children: ComponentChildren;
}

/** Screen readers hear where they are after going from one page to another, not on arrival. */
let isFirstPage = true;

export function Page({ title, look, children }: PageProps): JSX.Element {
  const { t } = useTexts();
  const here = useStore(path);
  const main = useRef<HTMLElement>(null);

  useEffect(() => {
    document.title = title;
  }, [title]);

  useEffect(() => {
    const isInside = main.current?.contains(document.activeElement); // A part may know better.
    if (!isFirstPage && !isInside) main.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);

  return (
    <div class={`page page-${look}`}>
      <a class="skip" href="#main">
        {t("nav.skip")}
      </a>
      <header class="header">
        <Link href="/" class="brand" current={here === "/"}>
          <img src={logo} alt="" width="44" height="44" />
          <span>{t("site.name")}</span>
        </Link>
        <div class="header-controls">
          <LanguageSwitch />
          <SoundSwitch />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <footer class="footer">
        <nav aria-label={t("nav.site")}>
          <Link href="/" current={here === "/"}>
            {t("nav.home")}
          </Link>
          <Link href="/impact" current={here === "/impact"}>
            {t("nav.impact")}
          </Link>
          <Link href="/trust" current={here === "/trust"}>
            {t("nav.trust")}
          </Link>
          <Link href="/privacy" current={here === "/privacy"}>
            {t("nav.privacy")}
          </Link>
        </nav>
      </footer>
    </div>
  );
}
