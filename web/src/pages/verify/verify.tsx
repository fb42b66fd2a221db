/** Check a receipt: one of those kept on this device, or one from a file or a text. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import ledger from "../../art/verify_ledger.svg";
import { forgetReceipt, type KeptReceipt, listKept } from "../../receipts/kept-receipts.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { Page } from "../../ui/page.tsx";
import { useTexts } from "../../ui/texts.ts";
import { BringReceipt } from "./bring-receipt.tsx";
import { Judgement } from "./judgement.tsx";
import { KeptList } from "./kept-list.tsx";
import { Meaning } from "./meaning.tsx";
import { useTaskNames } from "./task-names.ts";
import { useCheck } from "./use-check.ts";
import { useVerifyTexts } from "./words.ts";
import "./verify.css";

export function Verify(): JSX.Element {
  const { t } = useVerifyTexts();
  const site = useTexts();
  const taskName = useTaskNames();
  const { kept, forget } = useKept();
  const { check, checkText } = useCheck();
  const result = useRef<HTMLElement>(null);
  const isShown = check.at !== "idle";
  useEffect(() => {
    if (check.at !== "idle") result.current?.scrollIntoView({ block: "nearest" });
  }, [check]);

  return (
    <Page title={t("title.verify")} look="reading">
      <article class="reading verify paper">
        <header class="reading-head">
          <div>
            <h1>{t("verify.title")}</h1>
            <p class="lead">{t("verify.lead")}</p>
          </div>
          <img src={ledger} alt="" width="240" height="200" />
        </header>
        <section ref={result} class="verify-result" aria-live="polite" data-testid="judgement">
          {isShown && <Judgement check={check} taskName={taskName} recheck={checkText} />}
        </section>
        <KeptList
          kept={kept}
          taskName={taskName}
          check={(one) => checkText(JSON.stringify(one.receipt))}
          forget={forget}
        />
        <BringReceipt check={checkText} />
        <Meaning />
        <ButtonLink look="main" icon="home" label={site.t("nav.home")} href="/" />
      </article>
    </Page>
  );
}

interface KeptReceipts {
  /** null: not looked yet. */
  kept: KeptReceipt[] | null;
  forget(playId: string): Promise<void>;
}

function useKept(): KeptReceipts {
  const [kept, setKept] = useState<KeptReceipt[] | null>(null);
  const look = async (): Promise<void> => setKept(await listKept());
  useEffect(() => void look(), []);
  return {
    kept,
    async forget(playId) {
      await forgetReceipt(playId);
      await look();
    },
  };
}
