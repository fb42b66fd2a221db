/** Where the campaign stands, put together from its words, the live totals and the course. */
import type { TaskTotals, Totals, VerdictStatus } from "../../api.ts";
import { type LiveTotals, useLiveTotals } from "../../ui/live-totals.ts";
import { sumOf } from "../../ui/totals-figures.tsx";
import {
  type Campaign,
  type CampaignTask,
  fetchCampaign,
  fetchImpact,
  fetchRecent,
  type Impact,
  type RecentCredit,
} from "./impact-api.ts";
import { useMinute, useRefreshed } from "./refreshed.ts";

const CAMPAIGN_MS = 120_000;
const IMPACT_MS = 20_000;
const RECENT_MS = 6_000;

export interface TaskStanding {
  words: CampaignTask;
  totals: TaskTotals;
}

export interface Standing {
  live: LiveTotals;
  campaign: Campaign | null;
  impact: Impact | null;
  recent: RecentCredit[] | null;
  /** In the campaign's order; empty until both its words and its figures have come. */
  tasks: TaskStanding[];
}

export function useStanding(): Standing {
  const live = useLiveTotals();
  const minute = useMinute();
  const { totals } = live;
  const credits = totals ? sumOf(totals, "credited_plays") : 0;
  const states = totals?.tasks.map(({ state, paid_fen }) => `${state} ${paid_fen}`).join() ?? "";
  const campaign = useRefreshed(fetchCampaign, `${minute} ${states}`, CAMPAIGN_MS);
  const impact = useRefreshed(fetchImpact, `${minute} ${credits} ${states}`, IMPACT_MS);
  const recent = useRefreshed(fetchRecent, credits, RECENT_MS);
  return { live, campaign, impact, recent, tasks: standingsOf(campaign, totals) };
}

function standingsOf(campaign: Campaign | null, totals: Totals | null): TaskStanding[] {
  return (campaign?.tasks ?? []).flatMap((words) => {
    const found = totals?.tasks.find(({ id }) => id === words.id);
    return found ? [{ words, totals: found }] : [];
  });
}

/** How much of the pledge is released, in whole percent, never rounded up. */
export function sharePercent(releasedFen: number, pledgedFen: number): number {
  return pledgedFen > 0 ? Math.floor((releasedFen * 100) / pledgedFen) : 0;
}

/** How many whole units the released money can pay for. */
export function wholeUnits({ words, totals }: TaskStanding): number {
  return Math.floor(totals.released_fen / words.meaning.fen_per_unit);
}

/** How many plays of all tasks ended with a verdict. */
export function countOf(impact: Impact, status: VerdictStatus): number {
  return impact.tasks.reduce((sum, task) => sum + (task.verdicts[status] ?? 0), 0);
}
