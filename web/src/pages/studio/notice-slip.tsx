/** What just happened, told in passing; what was written can be undone from here. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { useStore } from "../../ui/store.ts";
import { useStudio } from "./context.ts";
import { Tool } from "./parts.tsx";
import { useStudioTexts } from "./words.ts";

const SHOWN_MS = 8000;

export function NoticeSlip(): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const notice = useStore(studio.notice);
  useEffect(() => {
    // What can be undone, and what went wrong, waits for the author.
    if (notice === null || notice.kind === "error" || notice.change !== undefined) return;
    const timer = window.setTimeout(() => studio.notice.set(null), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [notice]);
  const change = notice?.change;
  const isSame = notice?.kind === "reloaded" && notice.params.same === "";
  return (
    <div class="notice-place" role="status">
      {notice !== null && (
        <div class={`notice notice-${notice.kind}`} data-testid="notice">
          <span>{t(isSame ? "notice.reloaded_same" : `notice.${notice.kind}`, notice.params)}</span>
          {change !== undefined && (
            <Tool
              icon="restart"
              label={t("notice.undo")}
              isNamed
              testId="undo"
              onPress={() => void studio.traces.undo(change)}
            />
          )}
          <Tool icon="close" label={t("dialog.close")} onPress={() => studio.notice.set(null)} />
        </div>
      )}
    </div>
  );
}
