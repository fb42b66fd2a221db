/** What the server says about the money beyond the live totals. */
import { request, type VerdictStatus } from "../../api.ts";

type Titles = Record<string, string>;

export interface CampaignTask {
  id: string;
  titles: Titles;
  effect: string;
  /** One unit for so many fen; who says so. */
  meaning: { unit: Titles; fen_per_unit: number; source: Titles };
}

export interface Campaign {
  titles: Titles;
  /** Nothing of it is real. */
  is_example: boolean;
  charity: { name: Titles; registration: string; contact: string; donation_url: string | null };
  sponsor: { name: Titles };
  opens_at: string | null;
  closes_at: string | null;
  tasks: CampaignTask[];
}

/** What was released from hour to hour or from day to day; one number a span, the newest last. */
export interface Course {
  starts_at: string;
  step_hours: number;
  tasks: { id: string; credited_plays: number[]; released_fen: number[] }[];
}

export interface TaskImpact {
  id: string;
  released_fen: number;
  credited_plays: number;
  verdicts: Partial<Record<VerdictStatus, number>>;
}

export interface Impact {
  as_of: string;
  tasks: TaskImpact[];
  /** Deliveries that were answered without deciding a play. */
  undecided: Partial<Record<VerdictStatus, number>>;
  by_hour: Course;
  by_day: Course;
}

/** One line of the ledger; entry is its index there. */
export interface RecentCredit {
  entry: number;
  task: string;
  number: number;
  amount_fen: number;
  credited_at: string;
}

export const fetchCampaign = (): Promise<Campaign> => request("/api/campaign");

export const fetchImpact = (): Promise<Impact> => request("/api/impact");

export const fetchRecent = async (): Promise<RecentCredit[]> =>
  (await request<{ credits: RecentCredit[] }>("/api/impact/recent")).credits;
