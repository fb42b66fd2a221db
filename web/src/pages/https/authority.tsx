/** The local certificate authority: what trusting it means, and the steps on each kind of device. */
import type { JSX } from "preact";
import { Icon } from "../../ui/icon.tsx";
import { DEVICES, type Device, deviceOf } from "./device.ts";
import type { Tls } from "./tls-api.ts";
import { useHttpsTexts } from "./words.ts";

export function Authority({
  authority,
}: {
  authority: NonNullable<Tls["authority"]>;
}): JSX.Element {
  const { t, list } = useHttpsTexts();
  const own = deviceOf(navigator.userAgent, navigator.maxTouchPoints);
  const others = DEVICES.filter((device) => device !== own);
  return (
    <>
      <section class="reading-part">
        <h2>{t("https.means")}</h2>
        <ul>
          {list("https.means").map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </section>
      <section class="reading-part" data-testid="trust-steps">
        <h2>{t("https.steps")}</h2>
        <p>
          {/* A plain link: each system has a dialog of its own for this kind of file. */}
          <a class="button button-main" href={authority.url} data-testid="certificate">
            <Icon name="save" />
            <span class="button-words">
              <span>{t("https.get")}</span>
              <span class="button-detail">{authority.name}</span>
            </span>
          </a>
        </p>
        {own && <Steps device={own} name={authority.name} isOpen={true} />}
        {others.map((device) => (
          <Steps key={device} device={device} name={authority.name} isOpen={own === null} />
        ))}
      </section>
      <section class="reading-part">
        <h2>{t("https.compare")}</h2>
        <p>{t("https.compare_detail")}</p>
        <p class="https-print" data-testid="fingerprint">
          {authority.sha256.split(/(?<=:)/).map((pair) => [pair, <wbr />])}
        </p>
      </section>
    </>
  );
}

interface StepsProps {
  device: Device;
  name: string;
  isOpen: boolean;
}

function Steps({ device, name, isOpen }: StepsProps): JSX.Element {
  const { t, list } = useHttpsTexts();
  return (
    <details class="https-device" open={isOpen}>
      <summary>{t(`device.${device}`)}</summary>
      <ol>
        {list(`device.${device}.step`).map((step) => (
          <li key={step}>{step.replace("{name}", name)}</li>
        ))}
      </ol>
      <p class="https-after">{t(`device.${device}.after`)}</p>
    </details>
  );
}
