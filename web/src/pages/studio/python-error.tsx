/** What the effect's Python raised: the words, the step in its own files, and the lines around it. */
import type { JSX } from "preact";
import { excerpt, faultOf, type SourceLine } from "./author-failure.ts";
import { useReady, useStudio } from "./context.ts";
import type { Failure } from "./studio-api.ts";
import { useStudioTexts } from "./words.ts";

export function PythonError({ failure }: { failure: Failure }): JSX.Element {
  const { t } = useStudioTexts();
  const { effect } = useStudio();
  const ready = useReady();
  const fault = faultOf(failure, effect);
  const lines = fault === null ? [] : excerpt(ready?.release.files[fault.file], fault.line);
  return (
    <div class="python-error" data-testid="python-error">
      <p class="python-error-words">
        <strong>{failure.type}</strong>
        {failure.text !== "" && `: ${failure.text}`}
      </p>
      {fault !== null && (
        <p class="mono python-error-place">
          {t("error.place", { file: fault.file, line: fault.line })}
          {fault.function !== "" && ` ${t("error.in", { name: fault.function })}`}
        </p>
      )}
      <Excerpt lines={lines} />
      {failure.frames.length > 1 && (
        <details>
          <summary>{t("error.steps", { n: failure.frames.length })}</summary>
          <ol class="steps mono">
            {failure.frames.map((frame) => (
              <li key={`${frame.file}:${frame.line}:${frame.function}`}>
                {frame.file}:{frame.line} {frame.function}
              </li>
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

/** Lines of a source; the one that is meant stands out. */
export function Excerpt({ lines }: { lines: readonly SourceLine[] }): JSX.Element | null {
  if (lines.length === 0) return null;
  return (
    <pre class="excerpt">
      {lines.map(({ number, text, isFault }) => (
        <span key={number} class={isFault ? "is-fault" : ""}>
          <span class="excerpt-number">{number}</span>
          {text}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}
