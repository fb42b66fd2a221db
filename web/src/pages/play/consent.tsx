/** What happens with the picture, said before the browser asks for the camera. */
import type { ComponentChildren, JSX } from "preact";
import { useRef } from "preact/hooks";
import shield from "../../art/camera_shield.svg";
import { Button } from "../../ui/button.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { Link } from "../../ui/router.tsx";
import { useTexts } from "../../ui/texts.ts";
import type { EffectWords } from "./effect-words.ts";

interface ConsentProps {
  own: EffectWords["own"];
  onCamera(): void;
  onPointer(): void;
  /** null where the effect needs a camera that moves. */
  onPhoto: ((photo: File) => void) | null;
  /** More ways to begin, as buttons. */
  children: ComponentChildren;
}

export function Consent({
  own,
  onCamera,
  onPointer,
  onPhoto,
  children,
}: ConsentProps): JSX.Element {
  const { t } = useTexts();
  const promises: readonly { icon: IconName; text: string }[] = [
    { icon: "camera", text: own("page.consent_picture", "consent.on_device") },
    { icon: "receipt", text: own("page.consent_numbers", "consent.numbers") },
    { icon: "camera_off", text: t("consent.stops") },
  ];
  return (
    <section class="consent paper" aria-labelledby="consent">
      <img class="consent-picture" src={shield} alt="" width="240" height="200" />
      <h2 id="consent" class="own-words">
        {own("page.consent_title", "consent.title")}
      </h2>
      <p class="consent-lead">{t("consent.lead")}</p>
      <ul class="promises">
        {promises.map(({ icon, text }) => (
          <li key={icon}>
            <Icon name={icon} />
            <span class="own-words">{text}</span>
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
        {onPhoto && <PhotoButton onPhoto={onPhoto} />}
        {children}
      </div>
      <p class="fine-print">
        {t("consent.minors")} <Link href="/privacy">{t("consent.privacy")}</Link>
      </p>
    </section>
  );
}

/** Asks the device for a photograph, by its own dialog. */
function PhotoButton({ onPhoto }: { onPhoto(photo: File): void }): JSX.Element {
  const { t } = useTexts();
  const field = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        icon="photo"
        label={t("consent.photo")}
        detail={t("consent.photo_detail")}
        testId="play-photo"
        onPress={() => field.current?.click()}
      />
      <input
        ref={field}
        type="file"
        accept="image/*"
        hidden
        data-testid="photo-file"
        onChange={(event) => {
          const photo = event.currentTarget.files?.[0];
          if (photo) onPhoto(photo);
        }}
      />
    </>
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
