/** What came of a check: one sentence, then the steps, then all hashes for whoever wants them. */
import type { JSX } from "preact";
import { type Finding, STEPS, type Step } from "../../receipts/check.ts";
import type { ReceiptFile } from "../../receipts/receipt-file.ts";
import { Button } from "../../ui/button.tsx";
import { formatCount, formatFen, formatMoment } from "../../ui/figures.ts";
import type { Params } from "../../ui/texts.ts";
import { AllHashes } from "./all-hashes.tsx";
import { Mark, type MarkState } from "./mark.tsx";
import type { TaskName } from "./task-names.ts";
import type { Check } from "./use-check.ts";
import { useVerifyTexts } from "./words.ts";

type Shown = Extract<Check, { at: "checking" | "done" }>;

interface JudgementProps {
  check: Check;
  taskName: TaskName;
  recheck(text: string): void;
}

const KEY_DIGITS_SHOWN = 16;

export function Judgement({ check, taskName, recheck }: JudgementProps): JSX.Element | null {
  const { t } = useVerifyTexts();
  if (check.at === "idle") return null;
  if (check.at === "unreadable") {
    const { reason } = check;
    const text =
      reason === "too_large" ? t("verify.bring.too_large") : t(`verify.reason.${reason}`);
    return <Banner state="fails" title={t("verify.result.unreadable")} text={text} />;
  }
  return <Findings check={check} taskName={taskName} recheck={recheck} />;
}

function Findings({ check, taskName, recheck }: JudgementProps & { check: Shown }): JSX.Element {
  const { t, locale } = useVerifyTexts();
  const { checked, receipt } = check;
  const state = wholeState(check);
  const params = paramsOf(receipt, checked, taskName, locale);
  const failed = checked.findings.find((one) => one.state === "fails")?.step;
  const sentences = {
    checking: "",
    holds: t("verify.result.holds.text", params.line),
    open: t("verify.result.open.text"),
    fails: failed ? t("verify.result.fails.text", { step: t(`verify.step.${failed}`) }) : "",
  };
  return (
    <>
      <Banner state={state} title={t(`verify.result.${state}`)} text={sentences[state]} />
      <ol class="steps">
        {STEPS.map((step) => (
          <StepLine
            key={step}
            step={step}
            finding={checked.findings.find((one) => one.step === step)}
            params={params[step]}
          />
        ))}
      </ol>
      {state === "open" && (
        <Button
          icon="retry"
          label={t("verify.result.again")}
          testId="check-again"
          onPress={() => recheck(check.text)}
        />
      )}
      <AllHashes receipt={receipt} />
    </>
  );
}

function wholeState({ at, checked }: Shown): "checking" | Finding["state"] {
  const states = checked.findings.map((one) => one.state);
  if (states.includes("fails")) return "fails";
  if (at === "checking") return "checking";
  return states.includes("open") ? "open" : "holds";
}

/** What the sentences of the steps mention. */
function paramsOf(
  receipt: ReceiptFile,
  { line, newest }: Shown["checked"],
  taskName: TaskName,
  locale: Parameters<typeof formatCount>[1],
): Record<Step, Params> {
  const count = (value: number): string => formatCount(value, locale);
  const moment = (at: string): string => formatMoment(new Date(at), locale);
  const { tree_head: head } = receipt;
  return {
    line: line
      ? {
          amount: formatFen(line.amount_fen, locale),
          task: taskName(line.task),
          time: moment(line.at),
          number: count(line.number),
          index: count(line.index + 1), // As an editor numbers the lines of the export.
        }
      : {},
    place: { count: count(receipt.proof.length), size: count(head.size) },
    signature: { time: moment(head.at), key: receipt.key.slice(0, KEY_DIGITS_SHOWN) },
    since: { size: newest ? count(newest.size) : "", old: count(head.size) },
  };
}

function Banner(props: { state: MarkState; title: string; text: string }): JSX.Element {
  const { state, title, text } = props;
  return (
    <div class={`banner banner-${state}`} data-testid="banner" data-state={state}>
      <Mark state={state} />
      <div>
        <h2>{title}</h2>
        {text && <p>{text}</p>}
      </div>
    </div>
  );
}

interface StepLineProps {
  step: Step;
  finding: Finding | undefined;
  params: Params;
}

function StepLine({ step, finding, params }: StepLineProps): JSX.Element {
  const { t } = useVerifyTexts();
  const state = finding?.state ?? "waiting";
  return (
    <li class={`step step-${state}`} data-testid={`step-${step}`} data-state={state}>
      <Mark state={state} />
      <div>
        <h3>
          {t(`verify.step.${step}`)}
          <span class="unseen"> – {t(`verify.state.${state}`)}</span>
        </h3>
        {finding && (
          <p>
            {finding.reason
              ? t(`verify.reason.${finding.reason}`)
              : t(`verify.step.${step}.holds`, params)}
          </p>
        )}
      </div>
    </li>
  );
}
