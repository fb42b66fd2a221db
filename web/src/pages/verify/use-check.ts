/** The check that is shown: none, one under way, or its outcome. */
import { useRef, useState } from "preact/hooks";
import { type Checked, checkReceipt } from "../../receipts/check.ts";
import {
  type NoReceipt,
  NoReceiptError,
  type ReceiptFile,
  readReceipt,
} from "../../receipts/receipt-file.ts";

export type Check =
  | { at: "idle" }
  /** What was brought is no receipt at all. */
  | { at: "unreadable"; reason: NoReceipt | "too_large" }
  | { at: "checking" | "done"; receipt: ReceiptFile; text: string; checked: Checked };

interface UseCheck {
  check: Check;
  /** text: null stands for a file too large to be a receipt. */
  checkText(text: string | null): void;
}

export function useCheck(): UseCheck {
  const [check, setCheck] = useState<Check>({ at: "idle" });
  const latest = useRef(0);

  const run = async (text: string, isLatest: () => boolean): Promise<void> => {
    const receipt = readReceipt(text);
    const tell = (at: "checking" | "done") => (checked: Checked) => {
      if (isLatest()) setCheck({ at, receipt, text, checked });
    };
    tell("checking")({ findings: [] });
    tell("done")(await checkReceipt(receipt, tell("checking")));
  };

  return {
    check,
    checkText(text) {
      latest.current += 1;
      const mine = latest.current;
      if (text === null) {
        setCheck({ at: "unreadable", reason: "too_large" });
        return;
      }
      void run(text, () => latest.current === mine).catch((error: unknown) => {
        if (!(error instanceof NoReceiptError)) throw error;
        setCheck({ at: "unreadable", reason: error.reason });
      });
    },
  };
}
