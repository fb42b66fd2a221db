/** How to take what is lit without touching anything, in two drawings and few words. */
import type { JSX } from "preact";
import { Icon } from "../../ui/icon.tsx";
import { useStore } from "../../ui/store.ts";
import { Gesture } from "../play/gesture.tsx";
import type { Kiosk } from "./kiosk.ts";
import { useKioskTexts } from "./words.ts";

export function HandsFree({ kiosk }: { kiosk: Kiosk }): JSX.Element {
  const { t } = useKioskTexts();
  const { scout } = kiosk;
  return scout === null ? <Touch /> : <Ways scout={scout} t={t} />;
}

function Ways(props: {
  scout: NonNullable<Kiosk["scout"]>;
  t: ReturnType<typeof useKioskTexts>["t"];
}): JSX.Element {
  const { scout, t } = props;
  if (useStore(scout.state) !== "on") return <Touch />;
  return (
    <ul class="hands-free">
      <li>
        <Gesture name="nod" art={undefined} />
        <span>{t("way.nod")}</span>
      </li>
      <li>
        <span class="hands-free-icon">
          <Icon name="hand" />
        </span>
        <span>{t("way.hand")}</span>
      </li>
      <li>
        <Gesture name="tap" art={undefined} />
        <span>{t("way.touch")}</span>
      </li>
    </ul>
  );
}

function Touch(): JSX.Element {
  const { t } = useKioskTexts();
  return (
    <ul class="hands-free">
      <li>
        <Gesture name="tap" art={undefined} />
        <span>{t("way.only_touch")}</span>
      </li>
    </ul>
  );
}
