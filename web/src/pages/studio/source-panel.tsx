/** From what to play: the author's camera or pointer, clips, traces; with which choices and seed. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { randomHex } from "../../runtime/hex.ts";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { useReady, useStudio } from "./context.ts";
import { Glyph, type StudioIcon } from "./icons.tsx";
import { Empty, Tool } from "./parts.tsx";
import { SEED_BYTES } from "./studio.ts";
import type { Clip } from "./studio-api.ts";
import { useStudioTexts } from "./words.ts";

const MEGABYTE = 1_000_000;

export function SourcePanel(): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const ready = useReady();
  const field = useRef<HTMLInputElement>(null);
  const source = useStore(studio.source);
  const kind = source.at === "none" || source.at === "failed" ? "" : source.kind;
  const name = source.at === "none" || source.at === "failed" ? "" : source.name;
  return (
    <div class="source-panel">
      <ul class="choices-list">
        <Choice
          icon="pointer"
          label={t("source.pointer")}
          detail={t("source.pointer_detail")}
          isChosen={kind === "pointer"}
          testId="source-pointer"
          onChoose={() => void studio.open({ kind: "pointer" })}
        />
        <Choice
          icon="camera"
          label={t("source.camera")}
          detail={t("source.camera_detail")}
          isChosen={kind === "camera"}
          testId="source-camera"
          onChoose={() => void studio.open({ kind: "camera" })}
        />
        <Choice
          icon="film"
          label={t("source.file")}
          detail={t("source.file_detail")}
          isChosen={false}
          testId="source-file"
          onChoose={() => field.current?.click()}
        />
      </ul>
      <input
        ref={field}
        type="file"
        class="unseen"
        tabIndex={-1}
        aria-hidden="true"
        accept="video/*,image/*,.json,.mkv"
        data-testid="source-file-field"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file !== undefined) void studio.openFile(file);
        }}
      />
      <OpeningNote />
      <h3>{t("source.clips")}</h3>
      {ready?.workplace.clips.length === 0 && <Empty>{t("source.no_clips")}</Empty>}
      <ul class="choices-list">
        {ready?.workplace.clips.map((clip) => (
          <ClipChoice
            key={clip.name}
            clip={clip}
            isChosen={kind === "clip" && name === clip.name}
          />
        ))}
      </ul>
      <Settings />
    </div>
  );
}

function ClipChoice({ clip, isChosen }: { clip: Clip; isChosen: boolean }): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const megabytes = (clip.bytes / MEGABYTE).toFixed(1);
  return (
    <Choice
      icon="film"
      label={clip.name}
      detail={t("source.megabytes", { n: megabytes })}
      isChosen={isChosen}
      testId={`clip-${clip.name}`}
      onChoose={() => void studio.openClip(clip.name, clip.url)}
    />
  );
}

interface ChoiceProps {
  icon: StudioIcon;
  label: string;
  detail: string;
  isChosen: boolean;
  testId: string;
  onChoose(): void;
}

function Choice(props: ChoiceProps): JSX.Element {
  return (
    <li>
      <button
        type="button"
        class="choice-row"
        aria-pressed={props.isChosen}
        data-testid={props.testId}
        onClick={props.onChoose}
      >
        <Glyph name={props.icon} />
        <span class="choice-words">
          <span class="choice-label">{props.label}</span>
          <span class="choice-detail">{props.detail}</span>
        </span>
      </button>
    </li>
  );
}

/** How far the source is from being open. */
function OpeningNote(): JSX.Element | null {
  const { t } = useStudioTexts();
  const source = useStore(useStudio().source);
  if (source.at !== "opening") return null;
  return (
    <p class="note" role="status" data-testid="source-opening">
      {t("source.opening")}
      <progress max={1} value={source.share} aria-label={t("source.opening")} />
    </p>
  );
}

/** What a play begins with; a change begins the play anew. */
function Settings(): JSX.Element | null {
  const { t } = useStudioTexts();
  const { locale } = useTexts();
  const studio = useStudio();
  const ready = useReady();
  const choices = useStore(studio.choices);
  const seed = useStore(studio.seed);
  if (ready === null) return null;
  const words = ready.release.texts[locale] ?? {};
  return (
    <section class="settings" aria-labelledby="settings-title">
      <h3 id="settings-title">{t("settings.title")}</h3>
      {Object.entries(ready.release.manifest.choices).map(([name, options]) => (
        <label key={name} class="setting">
          <span>{words[`choice.${name}`] ?? name}</span>
          <select
            value={choices[name]}
            onChange={(event) => {
              studio.choices.set({ ...choices, [name]: event.currentTarget.value });
              void studio.restart();
            }}
          >
            {options.map((option) => (
              <option key={option} value={option}>
                {words[`choice.${name}.${option}`] ?? option}
              </option>
            ))}
          </select>
        </label>
      ))}
      <label class="setting">
        <span>{t("settings.seed")}</span>
        <input
          class="mono"
          value={seed}
          spellcheck={false}
          pattern="[0-9a-f]{32}"
          maxLength={32}
          data-testid="seed"
          onChange={(event) => {
            if (!event.currentTarget.checkValidity()) {
              event.currentTarget.value = seed;
              return;
            }
            studio.seed.set(event.currentTarget.value);
            void studio.restart();
          }}
        />
        <Tool
          icon="restart"
          label={t("settings.other_seed")}
          testId="other-seed"
          onPress={() => {
            studio.seed.set(randomHex(SEED_BYTES));
            void studio.restart();
          }}
        />
      </label>
    </section>
  );
}
