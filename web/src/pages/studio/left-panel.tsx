/** The left side: sources, tests and problems, one at a time. */
import type { JSX } from "preact";
import { useStore } from "../../ui/store.ts";
import { useStudio } from "./context.ts";
import { LEFT_TABS, type LeftTab, layout } from "./layout.ts";
import { ProblemsPanel } from "./problems-panel.tsx";
import { SourcePanel } from "./source-panel.tsx";
import type { Replayed } from "./studio-api.ts";
import { Tabs } from "./tabs.tsx";
import { TestsPanel } from "./tests-panel.tsx";
import { useStudioTexts } from "./words.ts";

export function LeftPanel(): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const tab = useStore(layout.leftTab);
  const problems = useStore(studio.checks.problems);
  const replays = useStore(studio.checks.replays);
  const unreleased = useStore(studio.unreleased);
  const failed = Array.isArray(replays)
    ? (replays as readonly Replayed[]).filter(({ is_as_expected }) => !is_as_expected).length
    : 0;
  const wrong =
    (Array.isArray(problems) ? problems.filter(({ is_advice }) => !is_advice).length : 0) +
    (unreleased === null ? 0 : 1);
  const badges: Record<LeftTab, number> = { source: 0, tests: failed, problems: wrong };
  return (
    <section class="panel left-panel" aria-label={t("left.label")}>
      <Tabs
        label={t("left.label")}
        tabs={LEFT_TABS.map((name) => ({ name, label: t(`left.${name}`), badge: badges[name] }))}
        chosen={tab}
        onChoose={(name) => layout.leftTab.set(name)}
      >
        {tab === "source" && <SourcePanel />}
        {tab === "tests" && <TestsPanel />}
        {tab === "problems" && <ProblemsPanel />}
      </Tabs>
    </section>
  );
}
