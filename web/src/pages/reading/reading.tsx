/** Pages to read: how it is kept honest, and privacy. */
import type { ComponentChildren, JSX } from "preact";
import shield from "../../art/camera_shield.svg";
import { ButtonLink } from "../../ui/button.tsx";
import { formatDay } from "../../ui/figures.ts";
import { Page } from "../../ui/page.tsx";
import { useTexts } from "../../ui/texts.ts";
import { MarkedUp } from "./marked-up.tsx";
import { useOperatorPage } from "./operator-page.ts";
import { type ReadingKey, useReadingTexts } from "./words.ts";

type PageName = "trust" | "privacy";

/** Sections in order; each has a title and numbered sentences in the catalogue. */
const SECTIONS: Readonly<Record<PageName, readonly string[]>> = {
  trust: ["money", "count", "catch", "cannot", "numbers", "check"],
  privacy: ["camera", "sent", "kept", "stays", "others", "minors"],
};

export function Trust(): JSX.Element {
  const { t } = useReadingTexts();
  return (
    <Reading page="trust">
      <Sections page="trust" />
      <div class="buttons">
        <ButtonLink look="main" icon="receipt" label={t("page.impact")} href="/impact" />
        <ButtonLink icon="check" label={t("page.verify")} href="/verify" />
        <HomeButton />
      </div>
    </Reading>
  );
}

/** In the operator's words where there are some, else in ours. */
export function Privacy(): JSX.Element {
  const { t, locale } = useReadingTexts();
  const page = useOperatorPage("privacy");
  const own = page?.texts[locale];
  return (
    <Reading page="privacy">
      {own && <MarkedUp text={own} />}
      {own && page.changed_at && (
        <p class="fine-print">
          {t("privacy.operator.changed", { day: formatDay(new Date(page.changed_at), locale) })}
        </p>
      )}
      {page && !own && <Sections page="privacy" />}
      <HomeButton isMain />
    </Reading>
  );
}

function Reading({ page, children }: { page: PageName; children: ComponentChildren }): JSX.Element {
  const { t } = useReadingTexts();
  return (
    <Page title={t(`title.${page}`)} look="reading">
      <article class="reading paper">
        <header class="reading-head">
          <div>
            <h1>{t(`${page}.title`)}</h1>
            <p class="lead">{t(`${page}.lead`)}</p>
          </div>
          <img src={shield} alt="" width="240" height="200" />
        </header>
        {children}
      </article>
    </Page>
  );
}

function Sections({ page }: { page: PageName }): JSX.Element {
  const { t, list } = useReadingTexts();
  return (
    <>
      {SECTIONS[page].map((section) => (
        <section key={section} class={`reading-part reading-part-${section}`}>
          <h2>{t(`${page}.${section}.title` as ReadingKey)}</h2>
          <ul>
            {list(`${page}.${section}`).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function HomeButton({ isMain = false }: { isMain?: boolean }): JSX.Element {
  const { t } = useTexts();
  return <ButtonLink look={isMain ? "main" : "plain"} icon="home" label={t("nav.home")} href="/" />;
}
