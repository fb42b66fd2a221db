import type { JSX } from "preact";
import type { Titles } from "../desk-api.ts";
import { type DeskKey, useDeskTexts } from "../words.ts";
import { TextField } from "./fields.tsx";

interface TitlesFieldProps {
  label: DeskKey;
  value: Titles;
  rows?: number;
  isDisabled: boolean;
  onInput(value: Titles): void;
}

/** A text in both languages, side by side. */
export function TitlesField({
  label,
  value,
  rows,
  isDisabled,
  onInput,
}: TitlesFieldProps): JSX.Element {
  const { t } = useDeskTexts();
  const more = rows ? { rows } : {};
  return (
    <div class="desk-pair">
      <TextField
        label={`${t(label)} (${t("chinese")})`}
        lang="zh-CN"
        value={value["zh-CN"]}
        isRequired
        isDisabled={isDisabled}
        onInput={(text) => onInput({ ...value, "zh-CN": text })}
        {...more}
      />
      <TextField
        label={`${t(label)} (${t("english")})`}
        lang="en"
        value={value.en}
        isRequired
        isDisabled={isDisabled}
        onInput={(text) => onInput({ ...value, en: text })}
        {...more}
      />
    </div>
  );
}
