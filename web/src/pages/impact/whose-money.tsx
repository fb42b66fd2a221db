/** Who gives, who receives, from when to when, and that the visitor pays nothing. */
import type { JSX } from "preact";
import { formatDay } from "../../ui/figures.ts";
import { Icon } from "../../ui/icon.tsx";
import type { Campaign } from "./impact-api.ts";
import { useImpactTexts } from "./words.ts";

type ImpactTexts = ReturnType<typeof useImpactTexts>;

export function WhoseMoney({ campaign }: { campaign: Campaign }): JSX.Element {
  const texts = useImpactTexts();
  const { t, locale } = texts;
  const { charity, sponsor } = campaign;
  return (
    <section class="impact-money impact-part" aria-labelledby="impact-money">
      <h2 id="impact-money">{t("money.title")}</h2>
      <dl>
        <div>
          <dt>{t("money.charity")}</dt>
          <dd>{charity.name[locale]}</dd>
        </div>
        <div>
          <dt>{t("money.registration")}</dt>
          <dd>{charity.registration}</dd>
        </div>
        <div>
          <dt>{t("money.contact")}</dt>
          <dd>
            <Contact words={charity.contact} />
          </dd>
        </div>
        <div>
          <dt>{t("money.sponsor")}</dt>
          <dd>{sponsor.name[locale]}</dd>
        </div>
        <div>
          <dt>{t("money.dates")}</dt>
          <dd>{datesOf(campaign, texts)}</dd>
        </div>
        <div>
          <dt>{t("money.you")}</dt>
          <dd>{t("money.nothing")}</dd>
        </div>
      </dl>
      {charity.donation_url && (
        <a class="button" href={charity.donation_url} rel="noopener noreferrer" target="_blank">
          <Icon name="external" />
          <span class="button-words">
            <span>{t("money.donate")}</span>
            <span class="button-detail">{t("money.donate_detail")}</span>
          </span>
        </a>
      )}
    </section>
  );
}

const MAIL = /^[^\s@<>"']+@[^\s@<>"']+$/;

function Contact({ words }: { words: string }): JSX.Element {
  return MAIL.test(words) ? <a href={`mailto:${words}`}>{words}</a> : <span>{words}</span>;
}

function datesOf({ opens_at, closes_at }: Campaign, { t, locale }: ImpactTexts): string {
  const from = opens_at ? formatDay(new Date(opens_at), locale) : "";
  const to = closes_at ? formatDay(new Date(closes_at), locale) : "";
  if (from && to) return t("money.from_to", { from, to });
  if (from) return t("money.from", { from });
  return to ? t("money.to", { to }) : t("money.no_dates");
}
