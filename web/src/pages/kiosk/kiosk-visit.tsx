/** One visitor's play within the kiosk's frame. */
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { outbox } from "../../outbox.ts";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { deliveryOf } from "../play/delivery.ts";
import { exposeInspection } from "../play/inspection.ts";
import type { PlayRun } from "../play/play-run.ts";
import { useRoom } from "../play/room.ts";
import { Stage } from "../play/stage.tsx";
import type { Kiosk } from "./kiosk.ts";
import { KioskResult } from "./kiosk-result.tsx";
import { Picker } from "./picker.tsx";
import { Room } from "./room.tsx";
import { useKioskTexts } from "./words.ts";

interface KioskVisitProps {
  kiosk: Kiosk;
  run: PlayRun;
}

export function KioskVisit({ kiosk, run }: KioskVisitProps): JSX.Element {
  const state = useStore(run.state);
  const delivery = deliveryOf(useStore(outbox), "ticket" in state ? state.ticket.play_id : null);
  useRoom(run.effect);
  useEffect(() => exposeInspection(run), [run]);
  if (state.at === "loading" || state.at === "playing") {
    return <Stage key={run.attempt} run={run} state={state} delivery={delivery} />;
  }
  if (state.at === "result") {
    return <KioskResult kiosk={kiosk} run={run} state={state} delivery={delivery} />;
  }
  return state.at === "start" && state.help !== null ? (
    <Sorry kiosk={kiosk} run={run} />
  ) : (
    <main class="kiosk" aria-busy="true">
      <Room effects={useStore(kiosk.effects)} shown={run.effect} isStill />
    </main>
  );
}

/** A play that cannot begin: no steps for a browser that is nobody's, but another way to go on. */
function Sorry({ kiosk, run }: KioskVisitProps): JSX.Element {
  const { t } = useKioskTexts();
  const site = useTexts();
  const options = [
    { id: "touch", label: t("sorry.touch"), look: "main" as const },
    { id: "again", label: t("sorry.again") },
    { id: "leave", label: t("result.done") },
  ];
  const pick = (id: string): void => {
    if (id === "leave") void kiosk.leave();
    else kiosk.play(run.effect, id === "again");
  };
  return (
    <main class="kiosk kiosk-consent" data-testid="sorry">
      <Room effects={useStore(kiosk.effects)} shown={run.effect} isStill />
      <section class="kiosk-sheet paper">
        <div class="kiosk-sheet-words">
          <h1>{t("sorry.title")}</h1>
          <p class="lead">{t("sorry.text", { site: site.t("site.name") })}</p>
        </div>
      </section>
      <Picker
        kiosk={kiosk}
        options={options}
        class="picker-answers"
        label={t("sorry.title")}
        onPick={pick}
      />
    </main>
  );
}
