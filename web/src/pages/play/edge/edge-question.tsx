/** Asks, apart from the camera, whether pictures may go to the computer of this place. */
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "../../../ui/button.tsx";
import { Icon, type IconName } from "../../../ui/icon.tsx";
import { Link } from "../../../ui/router.tsx";
import { useTexts } from "../../../ui/texts.ts";
import { PauseDialog } from "../pause-dialog.tsx";
import { useEdgeTexts } from "./words.ts";

interface EdgeQuestionProps {
  onAnswer(agreed: boolean): void;
}

const ICONS: readonly IconName[] = ["external", "clock", "camera_off"];

/** On the start page, in the place of the camera's own question. */
export function EdgeConsent({ onAnswer }: EdgeQuestionProps): JSX.Element {
  return (
    <section class="consent paper" aria-labelledby="edge-question" data-testid="edge-question">
      <EdgeQuestion onAnswer={onAnswer} />
    </section>
  );
}

/** In the midst of a play, which waits meanwhile. */
export function EdgeDialog({ onAnswer }: EdgeQuestionProps): JSX.Element {
  return (
    <PauseDialog
      heading="edge-question"
      testId="edge-question"
      class="consent"
      onCancel={() => onAnswer(false)}
    >
      <EdgeQuestion onAnswer={onAnswer} />
    </PauseDialog>
  );
}

function EdgeQuestion({ onAnswer }: EdgeQuestionProps): JSX.Element {
  const { t, list } = useEdgeTexts();
  const site = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h2 id="edge-question" ref={heading} tabIndex={-1}>
        {t("title")}
      </h2>
      <p class="consent-lead">{t("lead", { host: location.hostname })}</p>
      <ul class="promises">
        {list("promise").map((promise, index) => (
          <li key={promise}>
            <Icon name={ICONS[index] ?? "check"} />
            <span>{promise}</span>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <Button
          look="main"
          icon="check"
          label={t("agree")}
          testId="edge-agree"
          onPress={() => onAnswer(true)}
        />
        <Button
          icon="hand"
          label={t("refuse")}
          testId="edge-refuse"
          onPress={() => onAnswer(false)}
        />
      </div>
      <p class="fine-print">
        {site.t("consent.minors")} <Link href="/privacy">{site.t("consent.privacy")}</Link>
      </p>
    </>
  );
}
