/** The switches every page has: language and sound. */
import type { JSX } from "preact";
import { IconButton } from "./button.tsx";
import { isMuted, LOCALES, type Locale, locale } from "./preferences.ts";
import { useStore } from "./store.ts";
import { type TextKey, useTexts } from "./texts.ts";

const NAMES: Record<Locale, TextKey> = { "zh-CN": "nav.to_chinese", en: "nav.to_english" };

export function LanguageSwitch(): JSX.Element {
  const { t, locale: current } = useTexts();
  return (
    <fieldset class="language-switch">
      <legend class="unseen">{t("nav.language")}</legend>
      {LOCALES.map((option) => (
        <button
          key={option}
          type="button"
          lang={option}
          aria-pressed={option === current}
          data-testid={`language-${option}`}
          onClick={() => locale.set(option)}
        >
          {t(NAMES[option])}
        </button>
      ))}
    </fieldset>
  );
}

export function SoundSwitch(): JSX.Element {
  const { t } = useTexts();
  const muted = useStore(isMuted);
  return (
    <IconButton
      label={t(muted ? "nav.sound_off" : "nav.sound_on")}
      icon={muted ? "sound_off" : "sound_on"}
      testId="sound"
      onPress={() => isMuted.set(!muted)}
    />
  );
}
