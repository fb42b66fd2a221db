/** Says, as long as it is so, that nothing of this campaign is real. */
import type { JSX } from "preact";
import { useImpactTexts } from "./words.ts";

export function ExampleBanner(): JSX.Element {
  const { t } = useImpactTexts();
  return (
    <p class="example-banner" role="note" data-testid="example">
      <strong>{t("impact.example")}</strong> <span>{t("impact.example_text")}</span>
    </p>
  );
}
