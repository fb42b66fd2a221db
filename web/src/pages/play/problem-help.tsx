/** Named help: what happened, why, what to do step by step, and another way to play. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useTexts } from "../../ui/texts.ts";
import { browserFamily, canPlayWithoutCamera, type HelpTopic, stepsPrefix } from "./help.ts";
import { PointerButton } from "./pointer-button.tsx";

interface ProblemHelpProps {
  topic: HelpTopic;
  onRetry(): void;
  onPointer(): void;
}

export function ProblemHelp({ topic, onRetry, onPointer }: ProblemHelpProps): JSX.Element {
  const { t, list } = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [topic]);
  return (
    <section class="problem paper" data-testid={`problem-${topic}`} aria-labelledby="problem">
      <p class="problem-mark">
        <Icon name={topic === "refused" || topic === "no_camera" ? "camera_off" : "help"} />
        {t("problem.what")}
      </p>
      <h2 id="problem" ref={heading} tabIndex={-1}>
        {t(`problem.${topic}.title`)}
      </h2>
      <p>{t(`problem.${topic}.why`)}</p>
      <h3>{t("problem.steps")}</h3>
      <ol class="problem-steps">
        {list(stepsPrefix(topic, browserFamily(navigator.userAgent))).map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {topic === "in_app_browser" && <Address />}
      <div class="buttons">
        <Button
          look="main"
          icon="retry"
          label={t(topic === "update_needed" ? "problem.reload" : "problem.retry")}
          testId="retry"
          onPress={onRetry}
        />
        {canPlayWithoutCamera(topic) && <PointerButton onPress={onPointer} />}
      </div>
    </section>
  );
}

/** The address to carry over into the phone's own browser. */
function Address(): JSX.Element {
  const { t } = useTexts();
  const [isCopied, setCopied] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  const copy = async () => {
    field.current?.select(); // Even where copying is not allowed, it stands marked.
    try {
      await navigator.clipboard.writeText(location.href);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };

  return (
    <div class="address">
      <input
        ref={field}
        readOnly
        value={location.href}
        aria-label={t("problem.address")}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        icon={isCopied ? "check" : "copy"}
        label={t(isCopied ? "problem.copied" : "problem.copy")}
        onPress={() => void copy()}
      />
    </div>
  );
}
