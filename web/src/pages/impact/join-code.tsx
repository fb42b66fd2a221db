/** Whose money it is, and a code to scan that leads to the games. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { fetchEffects } from "../../api.ts";
import { QrCode } from "../../ui/qr-code.tsx";
import type { Campaign } from "./impact-api.ts";
import { useImpactTexts } from "./words.ts";

export function JoinCode({ campaign }: { campaign: Campaign | null }): JSX.Element {
  const { t, locale } = useImpactTexts();
  const [origin, setOrigin] = useState(location.origin);
  useEffect(() => {
    fetchEffects().then(
      (answer) => setOrigin(answer.origin ?? location.origin),
      () => {
        // The address of this page is as good a guess.
      },
    );
  }, []);
  return (
    <section class="hall-join">
      <QrCode link={`${origin}/`} label={t("hall.scan")} />
      <div>
        <p class="hall-scan">{t("hall.scan")}</p>
        <p>{t("hall.nothing")}</p>
        {campaign && (
          <p class="hall-parties">
            <span class="hall-party">{campaign.sponsor.name[locale]}</span>
            <span class="hall-party">→ {campaign.charity.name[locale]}</span>
          </p>
        )}
      </div>
    </section>
  );
}
