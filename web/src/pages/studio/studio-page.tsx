/** The studio's page: its panels around the stage, as the author has arranged them. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { locale } from "../../ui/preferences.ts";
import { useStore } from "../../ui/store.ts";
import { StudioContext } from "./context.ts";
import { takeDroppedFiles } from "./file-drop.ts";
import { Header } from "./header.tsx";
import { HelpDialog } from "./help-dialog.tsx";
import { layout, light } from "./layout.ts";
import { LeftPanel } from "./left-panel.tsx";
import { NoticeSlip } from "./notice-slip.tsx";
import { Splitter } from "./parts.tsx";
import { RightPanel } from "./right-panel.tsx";
import { SaveDialog } from "./save-dialog.tsx";
import { listenToKeys } from "./shortcuts.ts";
import { StagePanel } from "./stage-panel.tsx";
import { Studio } from "./studio.ts";
import { zoomed } from "./timeline/time-axis.ts";
import { Timeline } from "./timeline/timeline.tsx";
import { Transport } from "./transport.tsx";
import { useStudioTexts } from "./words.ts";

export function StudioPage({ effect }: { effect: string }): JSX.Element {
  const { t, locale: language } = useStudioTexts();
  const [studio, setStudio] = useState<Studio | null>(null);
  const [dialog, setDialog] = useState<"save" | "help" | null>(null);
  const theme = useStore(light);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = t("studio.title", { effect });
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    if (studio === null) return;
    const end = new AbortController();
    const page = {
      save: () => setDialog("save"),
      help: () => setDialog("help"),
      fit: () => zoomed.set(null),
    };
    listenToKeys(studio, page, end.signal);
    takeDroppedFiles((file) => void studio.openFile(file), end.signal);
    return () => {
      end.abort();
      studio.close();
    };
  }, [studio]);

  const stage = (
    <StagePanel hasStudio={studio !== null} onFrame={(at) => setStudio(new Studio(effect, at))} />
  );
  return (
    <StudioContext.Provider value={studio}>
      <Arrangement>
        {studio && <Header onHelp={() => setDialog("help")} />}
        <main class="studio-body">
          <div class="studio-middle">
            {studio && <LeftPanel />}
            <LeftSplitter />
            <div class="studio-main">{stage}</div>
            <RightSplitter />
            {studio && <RightPanel />}
          </div>
          <TimelineSplitter />
          <div class="studio-foot">
            {studio && <Transport onSave={() => setDialog("save")} />}
            {studio && <Timeline />}
          </div>
          {studio && <NoticeSlip />}
        </main>
        {studio && dialog === "save" && <SaveDialog onClose={() => setDialog(null)} />}
        {dialog === "help" && <HelpDialog onClose={() => setDialog(null)} />}
      </Arrangement>
    </StudioContext.Provider>
  );
}

function Arrangement({ children }: { children: JSX.Element | unknown }): JSX.Element {
  const left = useStore(layout.leftPx);
  const right = useStore(layout.rightPx);
  const timeline = useStore(layout.timelinePx);
  useStore(locale);
  const style = {
    "--left": `${left}px`,
    "--right": `${right}px`,
    "--timeline": `${timeline}px`,
  };
  return (
    <div class="studio" style={style}>
      {children as JSX.Element}
    </div>
  );
}

function LeftSplitter(): JSX.Element {
  const { t } = useStudioTexts();
  return (
    <Splitter
      store={layout.leftPx}
      label={t("split.left")}
      axis="x"
      grows={1}
      min={200}
      max={460}
    />
  );
}

function RightSplitter(): JSX.Element {
  const { t } = useStudioTexts();
  return (
    <Splitter
      store={layout.rightPx}
      label={t("split.right")}
      axis="x"
      grows={-1}
      min={220}
      max={520}
    />
  );
}

function TimelineSplitter(): JSX.Element {
  const { t } = useStudioTexts();
  return (
    <Splitter
      store={layout.timelinePx}
      label={t("split.timeline")}
      axis="y"
      grows={-1}
      min={150}
      max={640}
    />
  );
}
