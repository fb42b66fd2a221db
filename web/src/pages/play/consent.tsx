/** What happens with the picture, said before the browser asks for the camera. */
import type { JSX } from "preact";
import shield from "../../art/camera_shield.svg";
import { Button } from "../../ui/button.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { Link } from "../../ui/router.tsx";
import { type TextKey, useTexts } from "../../ui/texts.ts";

const PROMISES: readonly { icon: IconName; text: TextKey }[] = [
  { icon: "camera", text: "consent.on_device" },
  { icon: "receipt", text: "consent.numbers" },
  { icon: "camera_off", text: "consent.stops" },
];

interface ConsentProps {
  onCamera(): void;
  onPointer(): void;
}

export function Consent({ onCamera, onPointer }: ConsentProps): JSX.Element {
  const { t } = useTexts();
  return (
    <section class="consent paper" aria-labelledby="consent">
      <img class="consent-picture" src={shield} alt="" width="240" height="200" />
      <h2 id="consent">{t("consent.title")}</h2>
      <p class="consent-lead">{t("consent.lead")}</p>
      <ul class="promises">
        {PROMISES.map(({ icon, text }) => (
          <li key={text}>
            <Icon name={icon} />
            <span>{t(text)}</span>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <Button
          look="main"
          icon="camera"
          label={t("consent.allow")}
          testId="allow-camera"
          onPress={onCamera}
        />
        <Button
          icon="hand"
          label={t("consent.pointer")}
          detail={t("consent.pointer_detail")}
          testId="play-pointer"
          onPress={onPointer}
        />
      </div>
      <p class="fine-print">
        {t("consent.minors")} <Link href="/privacy">{t("consent.privacy")}</Link>
      </p>
    </section>
  );
}

/** While the browser's own question is open. */
export function Asking({ onPointer }: { onPointer(): void }): JSX.Element {
  const { t } = useTexts();
  return (
    <section class="consent paper" role="status" data-testid="asking">
      <img class="consent-picture" src={shield} alt="" width="240" height="200" />
      <h2>{t("consent.asking")}</h2>
      <p class="consent-lead">{t("consent.asking_detail")}</p>
      <div class="buttons">
        <Button
          icon="hand"
          label={t("consent.pointer")}
          testId="play-pointer"
          onPress={onPointer}
        />
      </div>
    </section>
  );
}
