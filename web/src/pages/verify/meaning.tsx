/** What a receipt that holds means, what it does not, and how to check everything oneself. */
import type { JSX } from "preact";
import { Icon } from "../../ui/icon.tsx";
import { useVerifyTexts } from "./words.ts";

/** Breaks between these, not after the hyphens of an option. */
const COMMAND = ["kindlens verify", "ledger.jsonl", "--receipt receipt.json"];

export function Meaning(): JSX.Element {
  const { t, list } = useVerifyTexts();
  return (
    <section class="reading-part" aria-labelledby="meaning">
      <h2 id="meaning">{t("verify.meaning.title")}</h2>
      <ul>
        {list("verify.meaning").map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p class="verify-command">
        <code>
          {COMMAND.map((part) => (
            <span key={part}>{part} </span>
          ))}
        </code>
      </p>
      <p class="verify-downloads">
        {(["jsonl", "csv"] as const).map((form) => (
          <a key={form} href={`/api/ledger.${form}`} download>
            <Icon name="save" />
            {t(`verify.all.${form}`)}
          </a>
        ))}
      </p>
    </section>
  );
}
