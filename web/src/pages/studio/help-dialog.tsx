/** What each key does. */
import type { JSX } from "preact";
import { Dialog } from "./parts.tsx";
import { SHORTCUTS } from "./shortcuts.ts";
import { isStudioKey, useStudioTexts } from "./words.ts";

export function HelpDialog({ onClose }: { onClose(): void }): JSX.Element {
  const { t } = useStudioTexts();
  return (
    <Dialog title={t("help.title")} testId="help-dialog" onClose={onClose}>
      <p>{t("help.play_keys")}</p>
      <dl class="keys">
        {SHORTCUTS.map(({ shown, text }) => (
          <div key={text}>
            <dt>
              <kbd>{isStudioKey(shown) ? t(shown) : shown}</kbd>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
      </dl>
      <p class="form-help">{t("help.privacy")}</p>
    </Dialog>
  );
}
