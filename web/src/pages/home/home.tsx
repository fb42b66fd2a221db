/** The campaign at a glance: what it is, three tasks, live figures, what is waiting. */
import type { JSX } from "preact";
import { useEffectEntries } from "../../ui/effect-entries.ts";
import { formatFenShort } from "../../ui/figures.ts";
import { type LiveTotals, taskTotals, useLiveTotals } from "../../ui/live-totals.ts";
import { Page } from "../../ui/page.tsx";
import { Link } from "../../ui/router.tsx";
import { useTexts } from "../../ui/texts.ts";
import { Hero } from "./hero.tsx";
import { HowItWorks } from "./how-it-works.tsx";
import { OutboxNotice } from "./outbox-notice.tsx";
import { TaskCard } from "./task-card.tsx";
import { tasksOf } from "./tasks.ts";
import { TotalsTicket } from "./totals-ticket.tsx";

export function Home(): JSX.Element {
  const texts = useTexts();
  const { t } = texts;
  const live = useLiveTotals();
  const tasks = tasksOf(useEffectEntries(), texts);
  return (
    <Page title={t("title.home")} look="home">
      <Hero live={live} tasks={tasks} />
      <OutboxNotice />
      <div class="sheet">
        <TotalsTicket live={live} />
        <section class="tasks" aria-labelledby="tasks">
          <h2 id="tasks">{t(tasks.length === 3 ? "home.tasks" : "home.tasks_other")}</h2>
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
