/** The campaign at a glance: what it is, three tasks, live figures, what is waiting. */
import type { JSX } from "preact";
import hero from "../../art/hero.svg";
import { ButtonLink } from "../../ui/button.tsx";
import { useEffectEntries } from "../../ui/effect-entries.ts";
import { formatFen, formatFenShort } from "../../ui/figures.ts";
import { type LiveTotals, taskTotals, useLiveTotals } from "../../ui/live-totals.ts";
import { Page } from "../../ui/page.tsx";
import { Link } from "../../ui/router.tsx";
import { useTexts } from "../../ui/texts.ts";
import { HowItWorks } from "./how-it-works.tsx";
import { OutboxNotice } from "./outbox-notice.tsx";
import { TaskCard } from "./task-card.tsx";
import { FIRST, tasksOf } from "./tasks.ts";
import { TotalsTicket } from "./totals-ticket.tsx";

export function Home(): JSX.Element {
  const texts = useTexts();
  const { t } = texts;
  const live = useLiveTotals();
  const tasks = tasksOf(useEffectEntries(), texts);
  return (
    <Page title={t("title.home")} look="home">
      <Hero live={live} />
      <OutboxNotice />
      <div class="sheet">
        <TotalsTicket live={live} />
        <section class="tasks" aria-labelledby="tasks">
          <h2 id="tasks">{t("home.tasks")}</h2>
          <ul class="cards">
            {tasks.map((task) => (
              <TaskCard key={task.id} task={task} totals={taskTotals(live, task.id)} />
            ))}
          </ul>
          <SmallPrint live={live} />
        </section>
        <HowItWorks />
      </div>
    </Page>
  );
}

function Hero({ live }: { live: LiveTotals }): JSX.Element {
  const { t, locale } = useTexts();
  const totals = taskTotals(live, FIRST.task);
  const lead = () => {
    if (!totals) return t("home.lead_without_amount");
    if (totals.state !== "open") return t("home.lead_for_joy");
    return t("home.lead", { amount: formatFen(totals.fen_per_play, locale) });
  };
  return (
    <section class="hero">
      <div class="hero-picture">
        <img src={hero} alt={t("home.hero_alt")} width="1200" height="700" />
      </div>
      <div class="hero-words">
        <h1>{t("home.title")}</h1>
        <p class="lead">{lead()}</p>
        <ButtonLink
          look="main"
          icon="play"
          label={t("home.play")}
          detail={t("home.play_detail")}
          href={FIRST.href}
          testId="play"
        />
      </div>
    </section>
  );
}

function SmallPrint({ live }: { live: LiveTotals }): JSX.Element {
  const { t, locale } = useTexts();
  const pledgedFen = live.totals?.tasks.reduce((sum, task) => sum + task.pledged_fen, 0);
  return (
    <p class="small-print">
      {pledgedFen === undefined
        ? t("home.small_print_without_amount")
        : t("home.small_print", { pledged: formatFenShort(pledgedFen, locale) })}{" "}
      <Link href="/trust">{t("nav.trust")}</Link>
    </p>
  );
}
