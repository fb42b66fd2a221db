/** Nobody is seen: a question, and a count down to the next visitor's clean page. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useStore } from "../../ui/store.ts";
import { COUNTDOWN_MS, type Kiosk } from "./kiosk.ts";
import { useKioskTexts } from "./words.ts";

const STEP_MS = 200;

export function StillThere({ kiosk }: { kiosk: Kiosk }): JSX.Element | null {
  const until = useStore(kiosk.countdown);
  const { t } = useKioskTexts();
  const [, setNow] = useState(0);
  useEffect(() => {
    if (until === null) return;
    const timer = setInterval(() => setNow(performance.now()), STEP_MS);
    return () => clearInterval(timer);
  }, [until]);
  if (until === null) return null;
  const leftMs = Math.max(0, until - performance.now());
  return (
    <div
      class="still-there"
      role="alertdialog"
      aria-labelledby="still-there"
      data-testid="still-there"
    >
      <div class="still-there-sheet paper">
        <span class="still-there-count" style={{ "--share": leftMs / COUNTDOWN_MS }}>
          {Math.ceil(leftMs / 1000)}
        </span>
        <div>
          <h2 id="still-there">{t("still.title")}</h2>
          <p>{t("still.text")}</p>
        </div>
        <button
          type="button"
          class="button button-main"
          data-testid="still-here"
          onClick={() => kiosk.signOfLife(true)}
        >
          {t("still.here")}
        </button>
      </div>
    </div>
  );
}
