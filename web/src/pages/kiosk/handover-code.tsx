/**
 * Brings what the visitor takes along to the kiosk's own server, and shows its code.
 *
 * The code is there only while its link answers; what is behind it is gone after a few minutes.
 */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { countStep } from "../../ui/funnel.ts";
import { QrCode } from "../../ui/qr-code.tsx";
import { beginHandover, bringPiece, fetchHandover, type Handover } from "./kiosk-api.ts";
import { useKioskTexts } from "./words.ts";

const ASK_MS = 2500;
/** A link that has not answered by then will not: nobody waits for it any longer. */
const ANSWERS_MS_MAX = 12_000;

interface HandoverCodeProps {
  effect: string;
  cardName: "card" | "strip";
  card: Blob | null;
  video: Blob | null;
}

type Told = { at: "bringing" } | { at: "here"; handover: Handover } | { at: "failed" };

export function HandoverCode(props: HandoverCodeProps): JSX.Element {
  const { t } = useKioskTexts();
  const told = useHandover(props);
  const link = told.at === "here" ? told.handover.link : null;
  const minutes = told.at === "here" ? Math.ceil(told.handover.seconds_left / 60) : 0;
  return (
    <section class="kiosk-code paper" role="status" data-testid={`handover-${told.at}`}>
      {link === null ? (
        <p class="lead">{t(told.at === "failed" ? "code.failed" : "code.bringing")}</p>
      ) : (
        <>
          <div class="kiosk-code-picture" data-testid="code" data-link={link}>
            <QrCode link={link} label={t("code.scan")} />
          </div>
          <div>
            <h2>{t("code.scan")}</h2>
            <p>{t("code.network")}</p>
            <p class="kiosk-note">{t("code.minutes", { n: minutes })}</p>
          </div>
        </>
      )}
    </section>
  );
}

/** Brings the pieces once, then asks whether a phone can open them. */
function useHandover({ effect, cardName, card, video }: HandoverCodeProps): Told {
  const [told, setTold] = useState<Told>({ at: "bringing" });
  useEffect(() => {
    if (card === null) return;
    let isShown = true;
    let timer = 0;
    const beganMs = performance.now();
    const show = (handover: Handover): void => {
      const isHopeless = handover.link === null && performance.now() - beganMs > ANSWERS_MS_MAX;
      if (isShown) setTold(isHopeless ? { at: "failed" } : { at: "here", handover });
    };
    const ask = async (token: string): Promise<void> => {
      try {
        show(await fetchHandover(token));
      } catch {
        if (isShown) setTold({ at: "failed" });
      }
      if (isShown) timer = window.setTimeout(() => void ask(token), ASK_MS);
    };
    const bring = async (): Promise<void> => {
      const { token } = await beginHandover(effect);
      await bringPiece(token, cardName, card);
      if (video !== null) await bringPiece(token, "video", video);
      countStep("kept", effect);
      await ask(token);
    };
    bring().catch(() => {
      if (isShown) setTold({ at: "failed" });
    });
    return () => {
      isShown = false;
      window.clearTimeout(timer);
    };
  }, [effect, cardName, card, video]);
  return told;
}
