/** A receipt from elsewhere: a file that is chosen or dropped anywhere, or a text that is pasted. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { RECEIPT_BYTES_MAX } from "../../receipts/receipt-file.ts";
import { Button } from "../../ui/button.tsx";
import { useFileDrop } from "./file-drop.ts";
import { useVerifyTexts } from "./words.ts";

export function BringReceipt({ check }: { check(text: string | null): void }): JSX.Element {
  const { t } = useVerifyTexts();
  const chooser = useRef<HTMLInputElement>(null);
  const [pasted, setPasted] = useState("");

  const take = async (file: File | undefined): Promise<void> => {
    if (file) check(file.size > RECEIPT_BYTES_MAX ? null : await file.text());
  };
  const isOver = useFileDrop((file) => void take(file));

  return (
    <section class="reading-part" aria-labelledby="bring">
      <h2 id="bring">{t("verify.bring.title")}</h2>
      <div class={isOver ? "bring-drop bring-over" : "bring-drop"} data-testid="bring-drop">
        <Button
          icon="receipt"
          label={t("verify.bring.choose")}
          testId="bring-choose"
          onPress={() => chooser.current?.click()}
        />
        <p class="bring-drop-words">{t("verify.bring.drop")}</p>
        <input
          ref={chooser}
          type="file"
          hidden
          accept=".json,application/json,text/plain"
          data-testid="bring-file"
          onChange={(event) => {
            const { files } = event.currentTarget;
            void take(files?.[0]);
            event.currentTarget.value = ""; // The same file again is another change.
          }}
        />
      </div>
      <label class="bring-paste">
        <span>{t("verify.bring.paste")}</span>
        <textarea
          rows={3}
          spellcheck={false}
          autocomplete="off"
          maxLength={RECEIPT_BYTES_MAX}
          data-testid="bring-text"
          value={pasted}
          onInput={(event) => setPasted(event.currentTarget.value)}
        />
      </label>
      {pasted.trim() !== "" && (
        <Button
          icon="check"
          label={t("verify.bring.check")}
          testId="bring-check"
          onPress={() => check(pasted)}
        />
      )}
    </section>
  );
}
