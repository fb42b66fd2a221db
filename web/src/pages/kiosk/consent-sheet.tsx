/** What happens with the picture, said before any frame is used for a play. */
import type { JSX } from "preact";
import shield from "../../art/camera_shield.svg";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { useStore } from "../../ui/store.ts";
import { useRoom } from "../play/room.ts";
import { HandsFree } from "./hands-free.tsx";
import type { Kiosk } from "./kiosk.ts";
import { Picker } from "./picker.tsx";
import { Room } from "./room.tsx";
import { type KioskKey, useKioskTexts } from "./words.ts";

const PROMISES: readonly { icon: IconName; text: KioskKey }[] = [
  { icon: "camera", text: "consent.here" },
  { icon: "receipt", text: "consent.numbers" },
  { icon: "camera_off", text: "consent.gone" },
];

export function ConsentSheet({ kiosk, effect }: { kiosk: Kiosk; effect: string }): JSX.Element {
  const { t } = useKioskTexts();
  useRoom(effect);
  const options = [
    { id: "yes", label: t("consent.yes"), look: "main" as const },
    { id: "touch", label: t("consent.touch") },
    { id: "back", label: t("consent.back") },
  ];
  const pick = (id: string): void => {
    if (id === "back") kiosk.another();
    else kiosk.play(effect, id === "yes");
  };
  return (
    <main class="kiosk kiosk-consent" data-testid="consent">
      <Room effects={useStore(kiosk.effects)} shown={effect} isStill />
      <section class="kiosk-sheet paper" aria-labelledby="consent">
        <img class="kiosk-sheet-picture" src={shield} alt="" width="240" height="200" />
        <div class="kiosk-sheet-words">
          <h1 id="consent">{t("consent.title")}</h1>
          <ul class="promises">
            {PROMISES.map(({ icon, text }) => (
              <li key={icon}>
                <Icon name={icon} />
                <span>{t(text)}</span>
              </li>
            ))}
          </ul>
        </div>
      </section>
      <Picker
        kiosk={kiosk}
        options={options}
        class="picker-answers"
        label={t("consent.title")}
        onPick={pick}
      />
      <HandsFree kiosk={kiosk} />
    </main>
  );
}
