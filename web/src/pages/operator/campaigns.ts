/** The campaigns, shared by all sections: a change in one is seen by the others at once. */
import type { Locale } from "../../ui/preferences.ts";
import { createStore, useStore } from "../../ui/store.ts";
import {
  type Campaign,
  type CampaignEntry,
  type CampaignsAnswer,
  type CampaignTask,
  change,
  read,
} from "./desk-api.ts";
import type { Asked } from "./parts/use-answer.ts";
import { noticeEnd } from "./session.ts";

const REFRESH_MS = 10_000; // Somebody else may have paused it.

type State = Pick<Asked<CampaignsAnswer>, "answer" | "error" | "isBusy">;

const state = createStore<State>({ answer: null, error: null, isBusy: false });

async function reload(): Promise<void> {
  try {
    state.set({ answer: await read<CampaignsAnswer>("campaigns"), error: null, isBusy: false });
  } catch (error) {
    noticeEnd(error);
    state.set({ ...state.get(), error, isBusy: false });
  }
}

export const campaigns = {
  use(): Asked<CampaignsAnswer> {
    return {
      ...useStore(state),
      reload,
      set: (answer) => state.set({ answer, error: null, isBusy: false }),
    };
  },
};

/** Load now and keep up; returns how to stop. */
export function loadCampaigns(): () => void {
  void reload();
  const timer = setInterval(() => document.hidden || void reload(), REFRESH_MS);
  return () => clearInterval(timer);
}

export function runningEntry(answer: CampaignsAnswer): CampaignEntry | null {
  return answer.campaigns.find((entry) => entry.is_running) ?? null;
}

export type Standing = "open" | "paused" | "not_yet" | "over";

export function standingOf(campaign: Campaign, now = Date.now()): Standing {
  if (campaign.is_paused) return "paused";
  if (campaign.opens_at && now < Date.parse(campaign.opens_at)) return "not_yet";
  if (campaign.closes_at && now >= Date.parse(campaign.closes_at)) return "over";
  return "open";
}

export function taskOf(campaign: Campaign, id: string): CampaignTask | undefined {
  return campaign.tasks.find((task) => task.id === id);
}

/** Returns what a task is called; its id where the campaign has no such task. */
export function titleOf(campaign: Campaign, id: string, locale: Locale): string {
  return taskOf(campaign, id)?.titles[locale] ?? id;
}

/** Pause or let go on, the campaign or one task of it. */
export async function setPaused(
  task: string | null,
  isPaused: boolean,
  note: string,
): Promise<void> {
  await change("PUT", "pause", { task, is_paused: isPaused, note });
  await reload();
}

export async function saveCampaign(
  version: number,
  campaign: Campaign,
  note: string,
): Promise<void> {
  await change("PUT", "campaigns", { version, campaign, note });
  await reload();
}

export async function runCampaign(campaign: string): Promise<void> {
  await change("PUT", "running", { campaign });
  await reload();
}
