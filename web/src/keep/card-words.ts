/** What a still card says. */

export interface CardWords {
  title: string;
  /** One warm sentence of the effect's. */
  line: string;
  /** What the effect is; said where nothing was counted. */
  summary: string;
  hashtag: string;
  /** What this play released, and a line of what for; null unless it was credited. */
  released: { label: string; amount: string } | null;
  /** What the visitor did, a line each. */
  deeds: readonly string[];
  date: string;
  site: string;
  /** The campaign in a few words. */
  campaign: string;
  /** Below the code: what scanning it does. */
  scan: string;
}
