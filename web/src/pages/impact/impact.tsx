/** The public page about the money: live figures, what they can do, and how to check them. */
import type { JSX } from "preact";
import { formatTimeOfDay } from "../../ui/figures.ts";
import { Page } from "../../ui/page.tsx";
import { CampaignTicket } from "./campaign-ticket.tsx";
import { CheckIt } from "./check-it.tsx";
import { CourseChart } from "./course-chart.tsx";
import { CreditRoll } from "./credit-roll.tsx";
import { ExampleBanner } from "./example-banner.tsx";
import { Hall } from "./hall.tsx";
import "./impact.css";
import { type Standing, useStanding } from "./standing.ts";
import { TaskSheet } from "./task-sheet.tsx";
import { VerdictCounts } from "./verdict-counts.tsx";
import { WhoseMoney } from "./whose-money.tsx";
import { useImpactTexts } from "./words.ts";

/** `?hall`: everything at once for a big screen, without scrolling. */
export function ImpactPage(): JSX.Element {
  const standing = useStanding();
  const isHall = new URLSearchParams(location.search).has("hall");
  return isHall ? <Hall standing={standing} /> : <Report standing={standing} />;
}

function Report({ standing }: { standing: Standing }): JSX.Element {
  const { t } = useImpactTexts();
  const { campaign, tasks } = standing;
  return (
    <Page title={t("title.impact")} look="home">
      {campaign?.is_example && <ExampleBanner />}
      <header class="impact-head">
        <h1>{t("impact.title")}</h1>
        <p class="lead">{t("impact.lead")}</p>
      </header>
      <div class="sheet impact-sheet">
        <CampaignTicket live={standing.live} />
        {tasks.length === 0 && <Waiting standing={standing} />}
        {tasks.length > 0 && (
          <section class="impact-part" aria-labelledby="impact-tasks">
            <h2 id="impact-tasks">{t("tasks.title")}</h2>
            <ul class="impact-tasks">
              {tasks.map((task, place) => (
                <TaskSheet key={task.words.id} task={task} place={place} />
              ))}
            </ul>
          </section>
        )}
        <div class="impact-beside">
          <CourseChart standing={standing} />
          <CreditRoll standing={standing} />
        </div>
        <div class="impact-beside impact-beside-parties">
          {campaign && <WhoseMoney campaign={campaign} />}
          {standing.impact && (
            <VerdictCounts impact={standing.impact} totals={standing.live.totals} />
          )}
        </div>
        <CheckIt />
      </div>
    </Page>
  );
}

/** Until the first figures have come. */
function Waiting({ standing }: { standing: Standing }): JSX.Element {
  const { t, locale } = useImpactTexts();
  const { link, at } = standing.live;
  if (link !== "offline") return <p class="impact-waiting">{t("impact.waiting")}</p>;
  return (
    <p class="impact-waiting" role="status">
      {at ? t("impact.unreachable", { time: formatTimeOfDay(at, locale) }) : t("impact.never")}
    </p>
  );
}
