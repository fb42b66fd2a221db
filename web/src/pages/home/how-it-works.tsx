/** One play from the camera to the ledger, in three steps. */
import type { JSX } from "preact";
import shield from "../../art/camera_shield.svg";
import steer from "../../art/gesture_steer.svg";
import logo from "../../art/logo.svg";
import { type TextKey, useTexts } from "../../ui/texts.ts";

const STEPS: readonly { picture: string; title: TextKey; text: TextKey }[] = [
  { picture: steer, title: "how.1.title", text: "how.1.text" },
  { picture: shield, title: "how.2.title", text: "how.2.text" },
  { picture: logo, title: "how.3.title", text: "how.3.text" },
];

export function HowItWorks(): JSX.Element {
  const { t } = useTexts();
  return (
    <section class="how" aria-labelledby="how">
      <h2 id="how">{t("how.title")}</h2>
      <ol>
        {STEPS.map((step) => (
          <li key={step.title}>
            <img
              class="how-picture"
              src={step.picture}
              alt=""
              width="120"
              height="120"
              loading="lazy"
            />
            <div>
              <h3>{t(step.title)}</h3>
              <p>{t(step.text)}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
