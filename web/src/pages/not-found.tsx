/** An address without a page. */
import type { JSX } from "preact";
import stray from "../art/task_stray.svg";
import { ButtonLink } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { useTexts } from "../ui/texts.ts";

export function NotFound(): JSX.Element {
  const { t } = useTexts();
  return (
    <Page title={t("title.not_found")} look="reading">
      <section class="lost paper" data-testid="not-found">
        <img src={stray} alt="" width="600" height="420" />
        <h1>{t("not_found.title")}</h1>
        <p class="lead">{t("not_found.text")}</p>
        <ButtonLink look="main" icon="home" label={t("result.home")} href="/" />
      </section>
    </Page>
  );
}
