/** Everything the receipt holds, to the letter, for whoever wants to check it with their own tools. */
import type { JSX } from "preact";
import type { ReceiptFile } from "../../receipts/receipt-file.ts";
import { useVerifyTexts } from "./words.ts";

export function AllHashes({ receipt }: { receipt: ReceiptFile }): JSX.Element {
  const { t } = useVerifyTexts();
  const { leaf, proof, tree_head: head, key } = receipt;
  const rows = [
    ["leaf", [leaf]],
    ["proof", proof],
    ["root", [head.root]],
    ["signature", [head.signature]],
    ["key", [key]],
  ] as const;
  return (
    <details class="hashes">
      <summary>{t("verify.details")}</summary>
      <dl>
        {rows.map(([name, values]) => (
          <div key={name}>
            <dt>{t(`verify.details.${name}`)}</dt>
            {values.map((value) => (
              <dd key={value}>{value}</dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}
