/** What the effect says of itself at the moment shown: phase, words, progress, facts. */
import type { JSX } from "preact";
import { useStore } from "../../ui/store.ts";
import { fill, useTexts } from "../../ui/texts.ts";
import { useReady, useStudio } from "./context.ts";
import { Empty } from "./parts.tsx";
import { useStudioTexts } from "./words.ts";

export function PlayState(): JSX.Element {
  const { t } = useStudioTexts();
  const { locale } = useTexts();
  const studio = useStudio();
  const ready = useReady();
  const take = useStore(studio.playback.take);
  const { tick } = useStore(studio.playback.moment);
  const report = take?.report(tick);
  if (ready === null || !take || !report) return <Empty>{t("state.empty")}</Empty>;
  const words = ready.release.texts[locale] ?? {};
  const hint = report.hint ?? "";
  const line = report.line ?? "";
  const rows: [string, string, string][] = [
    [t("state.phase"), report.phase, ""],
    [t("state.hint"), hint, words[`hint.${hint}`] ?? ""],
    [t("state.line"), line, fill(words[line] ?? "", report.facts)],
    [t("state.progress"), report.progress?.join(" / ") ?? "", ""],
    [t("state.offered"), report.offered.join(", "), ""],
    [t("state.watched"), report.watched.join(", "), ""],
    [t("state.recording"), report.is_recording ? t("state.yes") : "", ""],
    [t("state.mode"), take.order.mode, ""],
    [t("state.seed"), take.order.seed, ""],
  ];
  const choices = Object.entries(take.order.choices).map(([name, option]) => `${name}: ${option}`);
  if (choices.length > 0) rows.push([t("state.choices"), choices.join(", "), ""]);
  const facts = Object.entries(report.facts);
  return (
    <div class="play-state" data-testid="play-state">
      <dl class="fields">
        {rows.map(([name, value, said]) => (
          <div key={name} class="field">
            <dt>{name}</dt>
            <dd>
              {value === "" ? <span class="nothing">{t("inspector.nothing")}</span> : value}
              {said !== "" && <span class="said">{said}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <h3>{t("state.facts")}</h3>
      {facts.length === 0 && <Empty>{t("state.no_facts")}</Empty>}
      <dl class="fields">
        {facts.map(([name, value]) => (
          <div key={name} class="field">
            <dt>{name}</dt>
            <dd>
              {value}
              {words[`result.${name}`] !== undefined && (
                <span class="said">
                  {fill(words[`result.${name}`] ?? "", { n: value, [name]: value })}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
