/** Keep the receipt: with its proof, in this browser and, for who wants it, as a file. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { KeptReceipt } from "../../receipts/kept-receipts.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { useTexts } from "../../ui/texts.ts";

type State = "offered" | "keeping" | "failed" | { kept: KeptReceipt; save(): void };

/** Only those who keep a receipt load what keeps it. */
async function keep(playId: string): Promise<State> {
  try {
    const { keepReceipt, saveAsFile } = await import("../../receipts/kept-receipts.ts");
    const kept = await keepReceipt(playId);
    return { kept, save: () => saveAsFile(kept) };
  } catch {
    return "failed";
  }
}

export function KeepReceipt({ playId }: { playId: string }): JSX.Element {
  const { t } = useTexts();
  const [state, setState] = useState<State>("offered");
  const press = async (): Promise<void> => {
    setState("keeping");
    setState(await keep(playId));
  };
  const isKept = typeof state === "object";
  return (
    <div class="keep-receipt" data-testid="keep-receipt">
      <p role="status">
        {isKept && t("keep_receipt.kept")}
        {state === "failed" && t("keep_receipt.failed")}
      </p>
      <div class="buttons">
        {isKept ? (
          <>
            <ButtonLink icon="check" label={t("keep_receipt.check")} href="/verify" />
            <Button icon="save" label={t("keep_receipt.save")} onPress={state.save} />
          </>
        ) : (
          <Button
            icon="receipt"
            label={t("keep_receipt.keep")}
            testId="keep-receipt-press"
            onPress={() => void press()}
          />
        )}
      </div>
    </div>
  );
}
