/** How the figures are made, and everything that is needed to reckon them again. */
import type { JSX } from "preact";
import { ButtonLink } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Link } from "../../ui/router.tsx";
import { useImpactTexts } from "./words.ts";

const COMMAND = "kindlens verify ledger.jsonl";

export function CheckIt(): JSX.Element {
  const { t, list } = useImpactTexts();
  return (
    <section class="impact-check impact-part" aria-labelledby="impact-check">
      <h2 id="impact-check">{t("check.title")}</h2>
      <ul class="stitched">
        {list("check").map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p class="impact-command">
        <code>{COMMAND}</code>
      </p>
      <p class="impact-downloads">
        <Download href="/api/ledger.csv" label={t("check.csv")} />
        <Download href="/api/ledger.jsonl" label={t("check.jsonl")} />
        <a href="/api/ledger/head">{t("check.head")}</a>
        <Link href="/trust">{t("check.trust")}</Link>
      </p>
      <div class="buttons">
        <ButtonLink icon="receipt" label={t("check.verify")} href="/verify" />
        <ButtonLink look="main" icon="play" label={t("task.play")} href="/" />
      </div>
    </section>
  );
}

function Download({ href, label }: { href: string; label: string }): JSX.Element {
  return (
    <a href={href} download>
      <Icon name="save" />
      {label}
    </a>
  );
}
