/** Whose money it is, and a code to scan that leads to the games. */

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { encodeQR } from "qr";
import { fetchEffects } from "../../api.ts";
import type { Campaign } from "./impact-api.ts";
import { useImpactTexts } from "./words.ts";

const QUIET = 2;

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
      <Code link={`${origin}/`} label={t("hall.scan")} />
      <div>
        <p class="hall-scan">{t("hall.scan")}</p>
        <p>{t("hall.nothing")}</p>
        {campaign && (
          <p class="hall-parties">
            {campaign.sponsor.name[locale]} → {campaign.charity.name[locale]}
          </p>
        )}
      </div>
    </section>
  );
}

function Code({ link, label }: { link: string; label: string }): JSX.Element {
  const rows = encodeQR(link, "raw", { ecc: "medium", border: QUIET });
  const dark = rows.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  );
  return (
    <svg viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <rect width={rows.length} height={rows.length} fill="#fff" />
      <path d={dark.join("")} fill="#1d2433" shape-rendering="crispEdges" />
    </svg>
  );
}
