/** The recorded plays that the effect is tested with: each with what it came to, in CPython. */
import type { JSX } from "preact";
import { useStore } from "../../ui/store.ts";
import { useReady, useStudio } from "./context.ts";
import { Glyph } from "./icons.tsx";
import { Empty, Tool } from "./parts.tsx";
import { PythonError } from "./python-error.tsx";
import type { KeptTrace, Outcome, Replayed } from "./studio-api.ts";
import { isStudioKey, useStudioTexts } from "./words.ts";

const TICKS_PER_S = 30;

export function TestsPanel(): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const ready = useReady();
  const replays = useStore(studio.checks.replays);
  const traces = ready?.workplace.traces ?? [];
  const told = Array.isArray(replays) ? (replays as readonly Replayed[]) : [];
  const isRunning = replays === "running";
  const passed = told.filter(({ is_as_expected }) => is_as_expected).length;
  return (
    <div class="tests-panel">
      <div class="panel-tools">
        <Tool
          icon="play"
          label={t("tests.run")}
          hotkey="T"
          isNamed
          isDisabled={isRunning}
          testId="run-tests"
          onPress={() => void studio.checks.replayAll()}
        />
        <p role="status" class="count" data-testid="tests-summary">
          {isRunning && t("tests.running")}
          {!isRunning && told.length > 0 && t("tests.summary", { passed, all: told.length })}
        </p>
      </div>
      {traces.length === 0 && <Empty>{t("tests.empty")}</Empty>}
      <ul class="tests">
        {traces.map((trace) => (
          <TestRow
            key={trace.name}
            trace={trace}
            replayed={told.find(({ name }) => name === trace.name) ?? null}
          />
        ))}
      </ul>
    </div>
  );
}

function TestRow({
  trace,
  replayed,
}: {
  trace: KeptTrace;
  replayed: Replayed | null;
}): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const source = useStore(studio.source);
  const isOpen = source.at === "open" && source.kind === "trace" && source.name === trace.name;
  const look = replayed === null ? "unknown" : replayed.is_as_expected ? "passed" : "failed";
  const ticks = trace.expected.ticks ?? 0;
  return (
    <li class={`test test-${look}`} data-testid={`test-${trace.name}`} data-look={look}>
      <div class="test-line">
        <button
          type="button"
          class="test-open"
          aria-pressed={isOpen}
          disabled={trace.problem !== null}
          data-testid={`open-${trace.name}`}
          onClick={() => void studio.open({ kind: "trace", trace })}
        >
          <span class="test-mark">
            <Glyph name={look === "passed" ? "check" : look === "failed" ? "cross" : "trace"} />
            <span class="unseen">{t(`tests.${look}`)}</span>
          </span>
          <span class="choice-words">
            <span class="choice-label">{trace.name}</span>
            <span class="choice-detail">
              {t("tests.detail", { seconds: (ticks / TICKS_PER_S).toFixed(1), by: trace.made_by })}
            </span>
          </span>
        </button>
        <Tool
          icon="bin"
          label={t("tests.remove", { name: trace.name })}
          testId={`remove-${trace.name}`}
          onPress={() => void studio.traces.remove(trace.name)}
        />
      </div>
      {trace.problem !== null && <p class="note note-bad">{trace.problem}</p>}
      {replayed !== null && !replayed.is_as_expected && (
        <Difference trace={trace} replayed={replayed} />
      )}
    </li>
  );
}

/** What was expected beside what came: only where they differ. */
function Difference({ trace, replayed }: { trace: KeptTrace; replayed: Replayed }): JSX.Element {
  const { t } = useStudioTexts();
  const key = `reason.${replayed.reason}`;
  const { failure, got } = replayed;
  return (
    <div class="difference">
      {isStudioKey(key) && <p>{t(key)}</p>}
      {got !== null && (
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{t("tests.expected")}</th>
              <th scope="col">{t("tests.got")}</th>
            </tr>
          </thead>
          <tbody>
            {differences(trace.expected, got).map(([name, expected, came]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{expected}</td>
                <td>{came}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {failure !== null && <PythonError failure={failure} />}
    </div>
  );
}

function differences(expected: Partial<Outcome>, got: Outcome): [string, string, string][] {
  const names = new Set([...Object.keys(expected.facts ?? {}), ...Object.keys(got.facts)]);
  const rows: [string, string, string][] = [
    ["status", String(expected.status ?? ""), got.status],
    ["ticks", String(expected.ticks ?? ""), String(got.ticks)],
    ...[...names].map((name): [string, string, string] => [
      name,
      String(expected.facts?.[name] ?? ""),
      String(got.facts[name] ?? ""),
    ]),
  ];
  return rows.filter(([, one, other]) => one !== other);
}
