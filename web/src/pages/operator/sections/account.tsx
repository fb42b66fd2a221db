/** One's own account: until when the session lasts, and the password. */
import type { JSX } from "preact";
import { formatMoment } from "../../../ui/figures.ts";
import { PasswordForm } from "../choose-password.tsx";
import type { SectionProps } from "../section-props.ts";
import { useDeskTexts } from "../words.ts";

export function Account({ session }: SectionProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  return (
    <>
      <section class="desk-panel" aria-label={t("account.session")}>
        <dl class="desk-figures">
          <div>
            <dt>{t("door.name")}</dt>
            <dd>{session.name}</dd>
          </div>
          <div>
            <dt>{t("account.role")}</dt>
            <dd>{t(`role.${session.role}`)}</dd>
          </div>
          <div>
            <dt>{t("account.ends")}</dt>
            <dd>{formatMoment(new Date(session.ends_at), locale)}</dd>
          </div>
        </dl>
        <p class="desk-field-hint">{t("account.idle", { n: session.idle_minutes })}</p>
      </section>
      <h2>{t("password.title")}</h2>
      <PasswordForm />
      <p class="desk-field-hint">{t("account.others")}</p>
    </>
  );
}
