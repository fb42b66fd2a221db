/** The receipt: what this play released, for what, when, under which number. */
import type { JSX } from "preact";
import type { Receipt } from "../../api.ts";
import { formatCount, formatFen, formatMoment } from "../../ui/figures.ts";
import { useTexts } from "../../ui/texts.ts";
import { KeepReceipt } from "./keep-receipt.tsx";

interface ReceiptSlipProps {
  receipt: Receipt;
  task: string;
}

export function ReceiptSlip({ receipt, task }: ReceiptSlipProps): JSX.Element {
  const { t, locale } = useTexts();
  const at = new Date(receipt.credited_at);
  return (
    <section class="receipt" aria-labelledby="receipt" data-testid="receipt">
      <h2 id="receipt">{t("receipt.title")}</h2>
      <p class="receipt-amount">
        <span>{t("result.released")}</span>
        <strong data-testid="receipt-amount">{formatFen(receipt.amount_fen, locale)}</strong>
      </p>
      <dl>
        <div>
          <dt>{t("receipt.task")}</dt>
          <dd>{task}</dd>
        </div>
        <div>
          <dt>{t("receipt.number")}</dt>
          <dd data-testid="receipt-number">{formatCount(receipt.number, locale)}</dd>
        </div>
        <div>
          <dt>{t("receipt.time")}</dt>
          <dd>
            <time dateTime={receipt.credited_at}>{formatMoment(at, locale)}</time>
          </dd>
        </div>
        <div>
          <dt>{t("receipt.play")}</dt>
          <dd class="receipt-play">{receipt.play_id}</dd>
        </div>
      </dl>
      <p class="fine-print">{t("receipt.note")}</p>
      <KeepReceipt playId={receipt.play_id} />
    </section>
  );
}
