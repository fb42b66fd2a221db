/** The newest lines of the ledger on a roll that moves slowly through them. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { IconButton } from "../../ui/button.tsx";
import { formatCount, formatFen, formatMoment, formatTimeOfDay } from "../../ui/figures.ts";
import type { Locale } from "../../ui/preferences.ts";
import { prefersReducedMotion } from "../../ui/reduced-motion.ts";
import "./credit-roll.css";
import type { RecentCredit } from "./impact-api.ts";
import { useRolling } from "./rolling.ts";
import { ScrollBox } from "./scroll-box.tsx";
import type { Standing } from "./standing.ts";
import { useImpactTexts } from "./words.ts";

export function CreditRoll({ standing }: { standing: Standing }): JSX.Element {
  const { t } = useImpactTexts();
  const [isHeld, setHeld] = useState(false);
  const box = useRef<HTMLElement>(null);
  const credits = standing.recent ?? [];
  const newest = credits[0]?.entry ?? -1;
  const isOpen = standing.tasks.some(({ totals }) => totals.state === "open");
  useRolling(box, isHeld, newest);
  return (
    <section class="impact-roll paper" aria-labelledby="impact-roll">
      <header>
        <h2 id="impact-roll">{t("roll.title")}</h2>
        {credits.length > 0 && !prefersReducedMotion() && (
          <IconButton
            icon={isHeld ? "play" : "pause"}
            label={t(isHeld ? "roll.go_on" : "roll.pause")}
            testId="roll-pause"
            onPress={() => setHeld(!isHeld)}
          />
        )}
      </header>
      <ScrollBox class="impact-roll-window" label={t("roll.lines")} box={box}>
        {standing.recent && credits.length === 0 && <p>{t(isOpen ? "roll.first" : "roll.none")}</p>}
        <ol data-testid="roll">
          {credits.map((credit) => (
            <Line key={credit.entry} credit={credit} standing={standing} />
          ))}
        </ol>
      </ScrollBox>
      <p class="fine-print">{t("roll.note")}</p>
    </section>
  );
}

/** Today's need no date. */
function formatWhen(at: Date, locale: Locale): string {
  const isToday = at.toDateString() === new Date().toDateString();
  return isToday ? formatTimeOfDay(at, locale) : formatMoment(at, locale);
}

interface LineProps {
  credit: RecentCredit;
  standing: Standing;
}

function Line({ credit, standing }: LineProps): JSX.Element {
  const { t, locale } = useImpactTexts();
  const place = standing.campaign?.tasks.findIndex(({ id }) => id === credit.task) ?? -1;
  const task = standing.campaign?.tasks[place]?.titles[locale] ?? "";
  return (
    <li class={`impact-place-${Math.max(0, place) % 3}`}>
      <strong>{formatFen(credit.amount_fen, locale)}</strong>
      <span class="impact-roll-task">{task}</span>
      <span>{t("roll.line", { n: formatCount(credit.number, locale) })}</span>
      <time dateTime={credit.credited_at}>{formatWhen(new Date(credit.credited_at), locale)}</time>
    </li>
  );
}
