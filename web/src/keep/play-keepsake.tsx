/** Puts a play's result into words for the card and the caption, and shows what can be kept. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Receipt, Ticket } from "../api.ts";
import type { Release } from "../runtime/release.ts";
import { formatDay, formatFen } from "../ui/figures.ts";
import { fill, useTexts } from "../ui/texts.ts";
import { KeepSection } from "./keep-section.tsx";
import type { Kept } from "./kept.ts";
import type { NamedStill } from "./photo-strip.ts";
import { publicLink } from "./public-link.ts";
import type { CardSource } from "./still-card.ts";

export interface PlayKeepsakeProps {
  release: Release;
  ticket: Ticket;
  kept: Promise<Kept>;
  /** null until, and unless, the play is credited. */
  receipt: Receipt | null;
  /** The task's name. */
  task: string;
  facts: Record<string, number>;
  deeds: readonly string[];
  /** The animal that the visitor chose, where there is one. */
  stray: string;
  /** Where shared links lead to, if the server's operator says so. */
  origin: string | null;
}

/** A play's picture and video, with the words to share them. */
export interface Keepable {
  card: CardSource;
  video: Blob | null;
  isVideoMissing: boolean;
  caption: string;
}

export function PlayKeepsake(props: PlayKeepsakeProps): JSX.Element | null {
  const keepable = usePlayKeepsake(props);
  return keepable && <KeepSection effect={props.ticket.effect} {...keepable} />;
}

/** Return what can be kept of a play; null until its video is done. */
export function usePlayKeepsake(props: PlayKeepsakeProps): Keepable | null {
  const { release, receipt, task, stray, origin } = props;
  const { t, locale } = useTexts();
  const kept = useKept(props.kept);
  const words = release.texts[locale] ?? {};
  const link = publicLink(release.id, origin, location.origin);
  const deeds = props.deeds.join("\n");
  const liked = props.facts.liked ? (release.manifest.liked_still ?? null) : null;
  const hashtag = words["keep.hashtag"] ?? "";
  const amount_fen = receipt?.amount_fen;
  const [playedAt] = useState(() => new Date());

  const card = useMemo(
    () => ({
      words: {
        title: words.title ?? "",
        line: words["keep.card_line"] ?? words.summary ?? "",
        summary: words["keep.card_line"] === undefined ? "" : (words.summary ?? ""),
        hashtag,
        released:
          amount_fen === undefined
            ? null
            : { label: t("keep.released", { task }), amount: formatFen(amount_fen, locale) },
        deeds: deeds === "" ? [] : deeds.split("\n"),
        date: formatDay(playedAt, locale),
        site: t("site.name"),
        campaign: t("keep.campaign"),
        scan: t("keep.scan"),
      },
      link,
      still: kept?.stills.get("") ?? null,
      namedStills: kept === null ? [] : namedStills(kept.stills, words, liked),
      art: release.art,
      stray,
    }),
    [release, locale, amount_fen, task, deeds, kept, link, stray, liked],
  );

  if (kept === null) return null;
  // Crawlers say no language of their own: the link says the visitor's.
  const shared = link && (locale === "zh-CN" ? link : `${link}?lang=${locale}`);
  const said = [words["keep.caption"] ?? words.summary ?? "", hashtag].filter(Boolean).join(" ");
  const caption = shared === null ? said : `${said}\n${shared}`;
  return { card, video: kept.video, isVideoMissing: kept.isVideoMissing, caption };
}

/** The stills that the effect named, in its order, with what its texts call them. */
function namedStills(
  stills: Kept["stills"],
  words: Record<string, string>,
  liked: string | null,
): NamedStill[] {
  return [...stills]
    .filter(([label]) => label !== "")
    .map(([label, picture]) => ({
      name: fill(words[`keep.still.${label}`] ?? words["keep.still"] ?? label, { n: label }),
      picture,
      isLiked: label === liked,
    }));
}

/** Nobody's portrait outlives the page that shows it, whenever garbage is collected. */
function forgetStills({ stills }: Kept): void {
  for (const still of stills.values()) still.width = 0;
}

function useKept(promise: Promise<Kept>): Kept | null {
  const [kept, setKept] = useState<Kept | null>(null);
  useEffect(() => {
    let isShown = true;
    void promise.then((ready) => {
      if (isShown) setKept(ready);
    });
    return () => {
      isShown = false;
      void promise.then(forgetStills);
    };
  }, [promise]);
  return kept;
}
