/** The studio's head: which effect, whether it is fit, language, light, sound, help. */
import type { JSX } from "preact";
import { isMuted, LOCALES, type Locale, locale } from "../../ui/preferences.ts";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { useReady, useStudio } from "./context.ts";
import type { StudioIcon } from "./icons.tsx";
import { layout, THEMES, type Theme } from "./layout.ts";
import { Segments, Tool } from "./parts.tsx";
import { useStudioTexts } from "./words.ts";

const ICON_OF_THEME: Record<Theme, StudioIcon> = { system: "system", light: "sun", dark: "moon" };
const NAME_OF_LOCALE: Record<Locale, "language.chinese" | "language.english"> = {
  "zh-CN": "language.chinese",
  en: "language.english",
};

export function Header({ onHelp }: { onHelp(): void }): JSX.Element {
  const { t } = useStudioTexts();
  const { locale: current } = useTexts();
  const studio = useStudio();
  const ready = useReady();
  const theme = useStore(layout.theme);
  const muted = useStore(isMuted);
  const title = ready?.release.texts[current]?.title ?? studio.effect;
  return (
    <header class="studio-head">
      <h1>
        <span class="studio-name">{t("studio.name")}</span>
        {title}
      </h1>
      {ready !== null && ready.workplace.effects.length > 1 && (
        <label class="effect-choice">
          <span class="unseen">{t("studio.effect")}</span>
          <select
            value={studio.effect}
            data-testid="effect"
            onChange={(event) => location.assign(`/studio/${event.currentTarget.value}`)}
          >
            {ready.workplace.effects.map((effect) => (
              <option key={effect} value={effect}>
                {effect}
              </option>
            ))}
          </select>
        </label>
      )}
      <a
        class="tool tool-link"
        href={`/play/${studio.effect}?inspect`}
        target="_blank"
        rel="noreferrer"
      >
        {t("studio.open_play")}
      </a>
      <div class="studio-head-end">
        <Segments
          legend={t("language.legend")}
          options={LOCALES.map((value) => ({ value, label: t(NAME_OF_LOCALE[value]) }))}
          value={current}
          testId="language"
          onChoose={(value) => locale.set(value)}
        />
        <Segments
          legend={t("theme.legend")}
          options={THEMES.map((value) => ({
            value,
            label: t(`theme.${value}`),
            icon: ICON_OF_THEME[value],
          }))}
          value={theme}
          testId="theme"
          onChoose={(value) => layout.theme.set(value)}
        />
        <Tool
          icon={muted ? "mute" : "sound"}
          label={t(muted ? "sound.off" : "sound.on")}
          hotkey="M"
          isPressed={!muted}
          onPress={() => isMuted.set(!muted)}
        />
        <Tool icon="help" label={t("help.title")} hotkey="?" testId="help" onPress={onHelp} />
      </div>
    </header>
  );
}
