/** Keep it: the video and the card of a play, to save or to share by the visitor's own act. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { isInAppBrowser } from "../camera/in-app-browser.ts";
import { Button } from "../ui/button.tsx";
import { countStep } from "../ui/funnel.ts";
import { Icon } from "../ui/icon.tsx";
import { prefersReducedMotion } from "../ui/reduced-motion.ts";
import { type TextKey, useTexts } from "../ui/texts.ts";
import { canShareFile, copyText, fileOf, shareFile } from "./sharing.ts";
import type { CardSource } from "./still-card.ts";
import { PRINTS_MAX, stripLayout } from "./strip-layout.ts";

interface KeepSectionProps {
  effect: string;
  /** What goes on the card; drawn anew when it changes. */
  card: CardSource;
  video: Blob | null;
  /** A video was wanted, and this browser cannot make one. */
  isVideoMissing: boolean;
  /** The words to share, link and hashtag included. */
  caption: string;
}

const CARD = { width: 1080, height: 1440 };

type Told = Extract<TextKey, `keep.told.${string}`>;

export function KeepSection(props: KeepSectionProps): JSX.Element {
  const { effect, card, video, isVideoMissing, caption } = props;
  const { t } = useTexts();
  const [told, setTold] = useState<Told | null>(null);
  const { blob: cardBlob, hasFailed } = useCard(card);
  const count = Math.min(card.namedStills.length, PRINTS_MAX);
  const name = count === 0 ? "card" : "strip";
  const { width, height } = count === 0 ? CARD : stripLayout(count);

  const copy = async (): Promise<void> => {
    setTold((await copyText(caption)) ? "keep.told.copied" : "keep.told.not_copied");
  };

  const piece = { effect, caption, tell: setTold };
  return (
    <section class="keep paper" aria-labelledby="keep" data-testid="keep">
      <h2 id="keep">{t("keep.title")}</h2>
      <p class="keep-lead">{t("keep.lead")}</p>
      <div class="keep-pieces">
        {video && (
          <Piece {...piece} blob={video} name="video">
            {(url) => (
              <video
                src={url}
                aria-label={t("keep.video_alt", { title: card.words.title })}
                controls
                muted
                loop
                playsInline
                autoPlay={!prefersReducedMotion()}
              />
            )}
          </Piece>
        )}
        {cardBlob && (
          <Piece {...piece} blob={cardBlob} name={name}>
            {(url) => <img src={url} alt={cardAlt(card, name, t)} width={width} height={height} />}
          </Piece>
        )}
        {!cardBlob && !hasFailed && <p class="keep-waiting">{t("keep.waiting")}</p>}
      </div>
      {isVideoMissing && <p class="keep-note">{t("keep.no_video")}</p>}
      {hasFailed && <p class="keep-note">{t("keep.no_card")}</p>}
      {isInAppBrowser(navigator.userAgent) && <p class="keep-note">{t("keep.hold")}</p>}
      <div class="keep-caption">
        <p data-testid="keep-caption">{caption}</p>
        <Button icon="copy" label={t("keep.copy")} testId="keep-copy" onPress={() => void copy()} />
      </div>
      <p class="keep-told" role="status" data-testid="keep-told">
        {told && t(told)}
      </p>
    </section>
  );
}

function cardAlt(
  { words, namedStills }: CardSource,
  name: "card" | "strip",
  t: ReturnType<typeof useTexts>["t"],
): string {
  const parts = [...namedStills.map((still) => still.name), words.line, ...words.deeds];
  if (words.released) parts.push(`${words.released.label} ${words.released.amount}`);
  return t(`keep.${name}_alt`, { title: words.title, text: parts.join(" · ") });
}

interface PieceProps {
  name: "video" | "card" | "strip";
  blob: Blob;
  effect: string;
  caption: string;
  tell(told: Told): void;
  children(url: string): JSX.Element;
}

/** One thing to keep, with its own two buttons. */
function Piece({ name, blob, effect, caption, tell, children }: PieceProps): JSX.Element {
  const { t } = useTexts();
  const file = useMemo(() => fileOf(blob, effect, today()), [blob, effect]);
  const url = useObjectUrl(file);
  const share = async (): Promise<void> => {
    const outcome = await shareFile(file, caption);
    if (outcome === "shared") countStep("kept", effect);
    tell(`keep.told.${outcome}`);
  };
  return (
    <div class={`keep-piece keep-piece-${name}`} data-testid={`keep-${name}`}>
      {url && children(url)}
      <div class="buttons">
        {canShareFile(file) && (
          <Button
            look="main"
            icon="share"
            label={t(`keep.share_${name}`)}
            testId={`share-${name}`}
            onPress={() => void share()}
          />
        )}
        {url && (
          <a
            class={canShareFile(file) ? "button" : "button button-main"}
            href={url}
            download={file.name}
            data-testid={`save-${name}`}
            onClick={() => {
              countStep("kept", effect);
              tell("keep.told.saved");
            }}
          >
            <Icon name="save" />
            {t(`keep.save_${name}`)}
          </a>
        )}
      </div>
    </div>
  );
}

/** Draws the card; the one before stays in view until the next is there. */
export function useCard(card: CardSource): { blob: Blob | null; hasFailed: boolean } {
  const [drawn, setDrawn] = useState<{ blob: Blob | null; hasFailed: boolean }>({
    blob: null,
    hasFailed: false,
  });
  useEffect(() => {
    let isNewest = true;
    draw(card).then(
      (blob) => {
        if (isNewest) setDrawn({ blob, hasFailed: false });
      },
      (error: unknown) => {
        console.warn("The card could not be drawn:", error);
        if (isNewest) setDrawn((before) => ({ ...before, hasFailed: before.blob === null }));
      },
    );
    return () => {
      isNewest = false;
    };
  }, [card]);
  return drawn;
}

async function draw(card: CardSource): Promise<Blob> {
  if (card.namedStills.length === 0) return (await import("./still-card.ts")).drawCard(card);
  const { drawStrip } = await import("./photo-strip.ts");
  return drawStrip(card.namedStills, card.words, card.link);
}

/** The address of a blob in this page, given back when no longer shown. */
export function useObjectUrl(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (blob === null) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      setUrl(null);
      URL.revokeObjectURL(made);
    };
  }, [blob]);
  return url;
}

/** The day where the visitor is, as file names sort it. */
function today(): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
