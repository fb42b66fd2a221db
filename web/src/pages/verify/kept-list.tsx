/** The receipts that are kept on this device, each as a small slip. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { type KeptReceipt, saveAsFile } from "../../receipts/kept-receipts.ts";
import { type CreditLine, readLine } from "../../receipts/receipt-file.ts";
import { formatCount, formatFen, formatMoment } from "../../ui/figures.ts";
import { Icon, type IconName } from "../../ui/icon.tsx";
import type { TaskName } from "./task-names.ts";
import { useVerifyTexts } from "./words.ts";

interface KeptListProps {
  /** null: not looked yet. */
  kept: KeptReceipt[] | null;
  taskName: TaskName;
  check(one: KeptReceipt): void;
  forget(playId: string): Promise<void>;
}

export function KeptList({ kept, taskName, check, forget }: KeptListProps): JSX.Element {
  const { t } = useVerifyTexts();
  const [hasRemoved, setHasRemoved] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const remove = async (playId: string): Promise<void> => {
    await forget(playId);
    setHasRemoved(true);
    title.current?.focus(); // The button that had the focus is gone.
  };
  return (
    <section class="reading-part" aria-labelledby="kept">
      <h2 id="kept" ref={title} tabIndex={-1}>
        {t("verify.kept.title")}
      </h2>
      {kept?.length === 0 && <p data-testid="kept-none">{t("verify.kept.none")}</p>}
      <ol class="kept-receipts">
        {kept?.map((one) => (
          <KeptSlip
            key={one.playId}
            kept={one}
            taskName={taskName}
            check={() => check(one)}
            remove={() => void remove(one.playId)}
          />
        ))}
      </ol>
      <p class="fine-print" role="status">
        {hasRemoved && t("verify.kept.removed")}
      </p>
    </section>
  );
}

interface KeptSlipProps {
  kept: KeptReceipt;
  taskName: TaskName;
  check(): void;
  remove(): void;
}

function KeptSlip({ kept, taskName, check, remove }: KeptSlipProps): JSX.Element | null {
  const { t, locale } = useVerifyTexts();
  const line = lineOf(kept);
  if (!line) return null;
  const task = taskName(line.task);
  const number = formatCount(line.number, locale);
  const act = (name: "check" | "save" | "remove", icon: IconName | null, press: () => void) => {
    const words = t(`verify.kept.${name}`);
    return (
      <button
        type="button"
        class="slip-act"
        aria-label={t("verify.kept.act", { act: words, task, number })}
        data-testid={`kept-${name}`}
        onClick={press}
      >
        {icon && <Icon name={icon} />}
        {words}
      </button>
    );
  };
  return (
    <li class="kept-slip" data-testid="kept-slip">
      <p class="kept-slip-amount">
        <strong>{formatFen(line.amount_fen, locale)}</strong>
        <span>{t("verify.kept.number", { number })}</span>
      </p>
      <p>{task}</p>
      <p class="fine-print">
        <time dateTime={line.at}>{formatMoment(new Date(line.at), locale)}</time>
      </p>
      <div class="slip-acts">
        {act("check", "check", check)}
        {act("save", "save", () => saveAsFile(kept))}
        {act("remove", null, remove)}
      </div>
    </li>
  );
}

/** Return what a kept receipt says, null for one that another version of these pages wrote. */
function lineOf({ receipt }: KeptReceipt): CreditLine | null {
  try {
    return readLine(receipt);
  } catch {
    return null;
  }
}
