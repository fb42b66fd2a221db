/** The first invitation: the built-in street and its stall, or what else this campaign plays. */
import type { JSX } from "preact";
import hero from "../../art/hero.svg";
import { ButtonLink } from "../../ui/button.tsx";
import { formatFen } from "../../ui/figures.ts";
import { type LiveTotals, taskTotals } from "../../ui/live-totals.ts";
import { useTexts } from "../../ui/texts.ts";
import { STALL, type Task } from "./tasks.ts";
import { usePortrait } from "./use-portrait.ts";

/** tasks: of the campaign, as far as it is known. */
export function Hero({ live, tasks }: { live: LiveTotals; tasks: Task[] }): JSX.Element {
  const { t, locale } = useTexts();
  const task = tasks.find(({ href }) => href === STALL.href) ?? tasks.find(({ href }) => href);
  const isStall = task === undefined || task.id === STALL.task;
  const portrait = usePortrait(isStall ? null : task.release);
  const totals = taskTotals(live, task?.id ?? STALL.task);
  const lead = () => {
    const what = isStall ? t("home.stall") : task.sentence;
    if (!totals) return t("home.lead_without_amount", { what });
    if (totals.state !== "open") return t("home.lead_for_joy", { what });
    return t("home.lead", { what, amount: formatFen(totals.fen_per_play, locale) });
  };
  return (
    <section class="hero">
      <div class={isStall ? "hero-picture" : "hero-portrait"}>
        {isStall && <img src={hero} alt={t("home.hero_alt")} width="1200" height="700" />}
        {portrait && <img src={portrait} alt="" width="600" height="420" />}
      </div>
      <div class="hero-words">
        <h1>{t("home.title")}</h1>
        <p class="lead">{lead()}</p>
        <ButtonLink
          look="main"
          icon="play"
          label={isStall ? t("home.play") : task.effect}
          detail={t(isStall ? "home.play_detail" : "home.play_free")}
          href={task?.href ?? STALL.href}
          testId="play"
        />
      </div>
    </section>
  );
}
