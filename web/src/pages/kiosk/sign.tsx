/** A sign on the closed kiosk: what a visitor reads instead of an error. */
import type { JSX } from "preact";
import lantern from "../../art/logo.svg";
import { inOther, useKioskTexts } from "./words.ts";

export type SignAbout = "starting" | "host" | "server" | "broken";

export function Sign({ about }: { about: SignAbout }): JSX.Element {
  const { t, locale } = useKioskTexts();
  const other = locale === "en" ? "zh-CN" : "en";
  return (
    <main class="kiosk kiosk-sign" data-testid={`sign-${about}`}>
      <div class="kiosk-sign-board paper" role="status">
        <img src={lantern} alt="" width="44" height="44" class="kiosk-sign-lantern" />
        <h1>{t(`sign.${about}.title`)}</h1>
        <p class="lead">{t(`sign.${about}.text`)}</p>
        <p class="kiosk-other" lang={other}>
          {inOther(locale, `sign.${about}.title`)}
        </p>
      </div>
    </main>
  );
}
