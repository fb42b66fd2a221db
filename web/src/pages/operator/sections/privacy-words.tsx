/** The operator's own words for the page about privacy. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { request } from "../../../api.ts";
import { formatMoment } from "../../../ui/figures.ts";
import { Link } from "../../../ui/router.tsx";
import { change, type PageTexts } from "../desk-api.ts";
import { Answered } from "../parts/answers.tsx";
import { Confirm } from "../parts/confirm.tsx";
import { TextField } from "../parts/fields.tsx";
import { useAnswer } from "../parts/use-answer.ts";
import type { SectionProps } from "../section-props.ts";
import { useDeskTexts } from "../words.ts";

const CHARACTERS_MAX = 20_000;

export function PrivacyWords({ mayChange }: SectionProps): JSX.Element {
  const { t } = useDeskTexts();
  const asked = useAnswer(() => request<PageTexts>("/api/pages/privacy"));
  return (
    <>
      <p class="desk-lead">{t("privacy.lead")}</p>
      <p>{t("privacy.form")}</p>
      <Answered asked={asked}>
        {(answer) => (
          <Editor
            key={answer.changed_at ?? ""}
            answer={answer}
            mayChange={mayChange}
            onSaved={asked.set}
          />
        )}
      </Answered>
    </>
  );
}

interface EditorProps {
  answer: PageTexts;
  mayChange: boolean;
  onSaved(answer: PageTexts): void;
}

function Editor({ answer, mayChange, onSaved }: EditorProps): JSX.Element {
  const { t, locale } = useDeskTexts();
  const [zh, setZh] = useState(answer.texts["zh-CN"] ?? "");
  const [en, setEn] = useState(answer.texts.en ?? "");
  const [isAsking, setAsking] = useState(false);
  const texts = { "zh-CN": zh.trim() || null, en: en.trim() || null };
  const isChanged = texts["zh-CN"] !== answer.texts["zh-CN"] || texts.en !== answer.texts.en;
  return (
    <form
      class="desk-panel"
      aria-label={t("nav.privacy")}
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <div class="desk-pair">
        <TextField
          label={t("chinese")}
          lang="zh-CN"
          rows={16}
          value={zh}
          maxLength={CHARACTERS_MAX}
          hint={texts["zh-CN"] === null ? t("privacy.own_words") : undefined}
          isDisabled={!mayChange}
          testId="privacy-zh"
          onInput={setZh}
        />
        <TextField
          label={t("english")}
          lang="en"
          rows={16}
          value={en}
          maxLength={CHARACTERS_MAX}
          hint={texts.en === null ? t("privacy.own_words") : undefined}
          isDisabled={!mayChange}
          testId="privacy-en"
          onInput={setEn}
        />
      </div>
      {answer.changed_at && (
        <p class="desk-field-hint">
          {t("privacy.changed", { at: formatMoment(new Date(answer.changed_at), locale) })}
        </p>
      )}
      <div class="desk-buttons">
        {mayChange && (
          <button
            type="submit"
            class="desk-button desk-button-main"
            disabled={!isChanged}
            data-testid="privacy-save"
          >
            {t("save")}
          </button>
        )}
        <Link href="/privacy">{t("privacy.look")}</Link>
      </div>
      {isAsking && (
        <Confirm
          title={t("privacy.ask")}
          verb={t("save")}
          act={async () => onSaved(await change<PageTexts>("PUT", "pages/privacy", { texts }))}
          onClose={() => setAsking(false)}
        >
          <p>{t("privacy.explained")}</p>
        </Confirm>
      )}
    </form>
  );
}
