/** Pages to read: how it is kept honest, and privacy. */
import type { JSX } from "preact";
import shield from "../../art/camera_shield.svg";
import { ButtonLink } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { useTexts } from "../../ui/texts.ts";
import { type ReadingKey, useReadingTexts } from "./words.ts";

interface Topic {
  page: "trust" | "privacy";
  /** Sections in order; each has a title and numbered sentences in the catalogue. */
  sections: readonly string[];
}

const TRUST: Topic = { page: "trust", sections: ["money", "count", "catch", "cannot", "numbers"] };
const PRIVACY: Topic = {
  page: "privacy",
  sections: ["camera", "sent", "stays", "others", "minors"],
};

export const Trust = (): JSX.Element => <Reading topic={TRUST} />;
export const Privacy = (): JSX.Element => <Reading topic={PRIVACY} />;

function Reading({ topic }: { topic: Topic }): JSX.Element {
  const { t, list } = useReadingTexts();
  const site = useTexts();
  const { page } = topic;
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
        {topic.sections.map((section) => (
          <section key={section} class={`reading-part reading-part-${section}`}>
            <h2>{t(`${page}.${section}.title` as ReadingKey)}</h2>
            <ul>
              {list(`${page}.${section}`).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </section>
        ))}
        <ButtonLink look="main" icon="home" label={site.t("nav.home")} href="/" />
      </article>
    </Page>
  );
}
