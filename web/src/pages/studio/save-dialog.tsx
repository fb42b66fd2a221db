/** Writes the take down as a test: under which name, and what its replay has to come to. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useStore } from "../../ui/store.ts";
import { useReady, useStudio } from "./context.ts";
import { Dialog, Tool } from "./parts.tsx";
import { useStudioTexts } from "./words.ts";

const NAME = /^[a-z][a-z0-9_]{0,59}$/;

export function SaveDialog({ onClose }: { onClose(): void }): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const ready = useReady();
  const source = useStore(studio.source);
  const kind = source.at === "open" ? source.kind : "pointer";
  const sourceName = source.at === "open" ? source.name : "";
  const [name, setName] = useState(() => firstFreeName(ready?.workplace.traces ?? [], kind));
  const [madeBy, setMadeBy] = useState(() => `studio: ${sourceName || kind}`);
  const [isTaken, setTaken] = useState(false);
  const expected = studio.playback.take.get()?.outcome() ?? null;
  const isFit = NAME.test(name) && madeBy.trim() !== "";
  const save = async (mayReplace: boolean): Promise<void> => {
    const outcome = await studio.save(name, madeBy.trim(), mayReplace);
    if (outcome === "exists") setTaken(true);
    else onClose();
  };
  return (
    <Dialog title={t("save.title")} testId="save-dialog" onClose={onClose}>
      {expected === null ? (
        <p>{t("save.nothing")}</p>
      ) : (
        <form
          class="form"
          onSubmit={(event) => {
            event.preventDefault();
            if (isFit) void save(isTaken);
          }}
        >
          <label class="form-field">
            <span>{t("save.name")}</span>
            <input
              class="mono"
              value={name}
              data-testid="save-name"
              aria-invalid={!NAME.test(name)}
              onInput={(event) => {
                setName(event.currentTarget.value);
                setTaken(false);
              }}
            />
            <span class="form-help">{t("save.name_help")}</span>
          </label>
          <label class="form-field">
            <span>{t("save.made_by")}</span>
            <input
              value={madeBy}
              maxLength={200}
              onInput={(event) => setMadeBy(event.currentTarget.value)}
            />
          </label>
          <h3>{t("save.expected")}</h3>
          <dl class="fields" data-testid="save-expected">
            {Object.entries({
              status: expected.status,
              ticks: expected.ticks,
              ...expected.facts,
            }).map(([field, value]) => (
              <div key={field} class="field">
                <dt>{field}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {expected.status !== "completed" && <p class="note">{t("save.not_completed")}</p>}
          {isTaken && (
            <p class="note note-bad" role="alert" data-testid="save-taken">
              {t("save.taken", { name })}
            </p>
          )}
          <div class="form-end">
            <Tool icon="close" label={t("save.cancel")} isNamed onPress={onClose} />
            <button type="submit" class="tool tool-main" disabled={!isFit} data-testid="save-press">
              {t(isTaken ? "save.replace" : "save.press")}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function firstFreeName(traces: readonly { name: string }[], kind: string): string {
  const taken = new Set(traces.map(({ name }) => name));
  for (let n = 1; ; n += 1) {
    const name = `studio_${kind}${n > 1 ? `_${n}` : ""}`;
    if (!taken.has(name)) return name;
  }
}
