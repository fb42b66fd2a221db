/** What is being fetched and how much of it, under lanterns that light up one by one. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import logo from "../../art/logo.svg";
import type { LoadProgress } from "../../play/loading.ts";
import { Button } from "../../ui/button.tsx";
import { formatMegabytes } from "../../ui/figures.ts";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { useEffectWords } from "./effect-words.ts";
import { Emblem } from "./emblem.tsx";
import type { PlayRun } from "./play-run.ts";

const SLOW_AFTER_MS = 12_000;
const LANTERNS = [0, 1, 2, 3, 4, 5] as const;

interface LoadingProps {
  run: PlayRun;
  progress: LoadProgress | null;
  onCancel(): void;
}

export function Loading({ run, progress, onCancel }: LoadingProps): JSX.Element {
  const { t } = useTexts();
  const { words, own } = useEffectWords(useStore(run.release));
  const title = own("page.loading_title", "loading.title");
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const loaded = progress?.loadedBytes ?? 0;
  const total = Math.max(progress?.totalBytes ?? 0, loaded);
  const share = total > 0 ? loaded / total : 0;

  return (
    <section class="loading" data-testid="loading">
      <div class="loading-lanterns" aria-hidden="true">
        {LANTERNS.map((lantern) => (
          <img
            key={lantern}
            src={logo}
            alt=""
            class={share * LANTERNS.length >= lantern + 1 ? "is-lit" : ""}
          />
        ))}
      </div>
      <Emblem run={run} isGlad={share === 1} />
      <h2>{title}</h2>
      <p class="loading-step" aria-live="polite">
        {words[`page.loading.${progress?.step ?? "effect"}`]}
      </p>
      <progress aria-label={title} max={1} value={share} data-loaded={loaded} data-total={total} />
      <p class="loading-bytes">
        {total > 0 &&
          t("loading.bytes", { loaded: formatMegabytes(loaded), total: formatMegabytes(total) })}
      </p>
      {isSlow && <p class="loading-slow">{t("loading.slow")}</p>}
      <Button icon="back" label={t("loading.cancel")} onPress={onCancel} />
    </section>
  );
}
