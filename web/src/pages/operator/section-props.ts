/** What every section of the desk is given. */
import type { CampaignEntry, Session } from "./desk-api.ts";

export interface SectionProps {
  running: CampaignEntry;
  session: Session;
  mayChange: boolean;
}
