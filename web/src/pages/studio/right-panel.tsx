/** The right side: the scene's nodes, and below what the chosen one or the effect says. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useStore } from "../../ui/store.ts";
import { useStudio } from "./context.ts";
import { Inspector } from "./inspector.tsx";
import { layout } from "./layout.ts";
import { Splitter } from "./parts.tsx";
import { PlayState } from "./play-state.tsx";
import { SceneTree } from "./scene-tree.tsx";
import { Tabs } from "./tabs.tsx";
import { useStudioTexts } from "./words.ts";

export function RightPanel(): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const selected = useStore(studio.selected);
  const scenePercent = useStore(layout.scenePercent);
  const [tab, setTab] = useState<"state" | "node">("state");
  useEffect(() => {
    if (selected !== null) setTab("node");
  }, [selected]);
  return (
    <div
      class="right-panel"
      style={{ gridTemplateRows: `minmax(6rem, ${scenePercent}%) auto minmax(6rem, 1fr)` }}
    >
      <SceneTree />
      <Splitter
        store={layout.scenePercent}
        label={t("split.scene")}
        axis="y"
        grows={1}
        min={20}
        max={80}
        perPx={0.2}
      />
      <section class="panel" aria-label={t("right.label")}>
        <Tabs
          label={t("right.label")}
          tabs={[
            { name: "state", label: t("right.state"), badge: 0 },
            { name: "node", label: t("right.node"), badge: 0 },
          ]}
          chosen={tab}
          onChoose={(name) => setTab(name)}
        >
          {tab === "node" ? <Inspector /> : <PlayState />}
        </Tabs>
      </section>
    </div>
  );
}
