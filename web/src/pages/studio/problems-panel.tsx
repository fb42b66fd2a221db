/** What `kindlens check` says of the effect as its files are now. */
import type { JSX } from "preact";
import { useStore } from "../../ui/store.ts";
import { useStudio } from "./context.ts";
import { Glyph } from "./icons.tsx";
import { Empty, Tool } from "./parts.tsx";
import { useStudioTexts } from "./words.ts";

export function ProblemsPanel(): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const problems = useStore(studio.problems);
  const failure = useStore(studio.checkFailure);
  const unreleased = useStore(studio.unreleased);
  const isAsking = problems === "asking";
  const list = Array.isArray(problems) ? problems : [];
  return (
    <div class="problems-panel">
      <div class="panel-tools">
        <Tool
          icon="restart"
          label={t("problems.again")}
          isNamed
          isDisabled={isAsking}
          testId="check"
          onPress={() => void studio.check()}
        />
        <p role="status" class="count" data-testid="problems-summary">
          {isAsking && t("problems.asking")}
          {Array.isArray(problems) && t("problems.count", { n: list.length })}
        </p>
      </div>
      {unreleased !== null && (
        <div class="note note-bad" data-testid="unreleased">
          <p>{t("problems.unreleased")}</p>
          <p class="note-detail mono">{unreleased}</p>
        </div>
      )}
      {failure !== null && (
        <div class="note note-bad">
          <p>{t("problems.failed")}</p>
          <p class="note-detail mono">{failure}</p>
        </div>
      )}
      {Array.isArray(problems) && list.length === 0 && unreleased === null && (
        <Empty>{t("problems.none")}</Empty>
      )}
      <ul class="problems">
        {list.map((problem) => (
          <li
            key={`${problem.file}:${problem.line}:${problem.got}`}
            class={problem.is_advice ? "problem is-advice" : "problem"}
          >
            <Glyph name="warning" />
            <div>
              <p class="mono problem-place">
                {problem.file}
                {problem.line > 0 && `:${problem.line}`}
              </p>
              <p>{problem.is_advice ? t("problems.advice", { it: problem.got }) : problem.got}</p>
              {problem.expected !== "" && <p>{t("problems.expected", { it: problem.expected })}</p>}
              {problem.todo !== "" && <p class="problem-todo">{problem.todo}</p>}
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
