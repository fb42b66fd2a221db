/** What `kindlens check` says of the effect as its files are now. */
import type { JSX } from "preact";
import { useStore } from "../../ui/store.ts";
import { excerpt } from "./author-failure.ts";
import { useReady, useStudio } from "./context.ts";
import { Glyph } from "./icons.tsx";
import { Empty, Tool } from "./parts.tsx";
import { Excerpt } from "./python-error.tsx";
import type { Problem } from "./studio-api.ts";
import { useStudioTexts } from "./words.ts";

export function ProblemsPanel(): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const problems = useStore(studio.checks.problems);
  const failure = useStore(studio.checks.failure);
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
          onPress={() => void studio.checks.check()}
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
      <RehearsalNote />
      <ul class="problems">
        {list.map((problem) => (
          <ProblemRow
            key={`${problem.file}:${problem.line}:${problem.got}`}
            problem={problem}
            hasSource={unreleased === null}
          />
        ))}
      </ul>
    </div>
  );
}

/** hasSource: whether what plays are the files that were checked. */
function ProblemRow({ problem, hasSource }: { problem: Problem; hasSource: boolean }): JSX.Element {
  const { t } = useStudioTexts();
  const { effect } = useStudio();
  const ready = useReady();
  const { file, line, got, expected, todo } = problem;
  // The check names a file from above the effect's folder, a release from above `effects`.
  const path = `effects/${file.slice(Math.max(0, file.lastIndexOf(`${effect}/`)))}`;
  const source = hasSource && line > 0 ? ready?.release.files[path] : undefined;
  return (
    <li class={problem.is_advice ? "problem is-advice" : "problem"}>
      <Glyph name="warning" />
      <div class="problem-words">
        <p class="mono problem-place">
          {file}
          {line > 0 && `:${line}`}
        </p>
        <p>{t(problem.is_advice ? "problems.advice" : "problems.got", { it: got })}</p>
        {expected !== "" && <p>{t("problems.expected", { it: expected })}</p>}
        {todo !== "" && <p class="problem-todo">{todo}</p>}
        <Excerpt lines={excerpt(source, line)} />
      </div>
    </li>
  );
}

/** What the effect follows and what it costs, found out by living its traces again. */
function RehearsalNote(): JSX.Element | null {
  const { t } = useStudioTexts();
  const rehearsal = useStore(useStudio().checks.rehearsal);
  if (rehearsal === null) return null;
  const { signals, traces, wire_bytes, tick_p95_ms } = rehearsal;
  const rows: [string, string][] = [
    [t("rehearsal.follows"), signals.join(", ") || t("inspector.nothing")],
    [t("rehearsal.wire"), `${(wire_bytes / 1000).toFixed(0)} KB`],
    [t("rehearsal.traces"), String(traces)],
  ];
  if (tick_p95_ms !== null) rows.push([t("rehearsal.tick"), `${tick_p95_ms.toFixed(2)} ms`]);
  return (
    <dl class="fields rehearsal" data-testid="rehearsal">
      {rows.map(([name, value]) => (
        <div key={name} class="field">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
