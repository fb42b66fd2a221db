/** What the kiosk shows in each of its states, and what lies over all of them. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useStore } from "../../ui/store.ts";
import { Attract } from "./attract.tsx";
import { ConsentSheet } from "./consent-sheet.tsx";
import { Greeting } from "./greeting.tsx";
import { Kiosk } from "./kiosk.ts";
import type { KioskFacts } from "./kiosk-api.ts";
import { KioskVisit } from "./kiosk-visit.tsx";
import { keepAwake, lockDown } from "./lockdown.ts";
import { Sign } from "./sign.tsx";
import { StillThere } from "./still-there.tsx";
import { WayOut } from "./way-out.tsx";
import { useKioskTexts } from "./words.ts";

export function KioskScreen({ facts }: { facts: KioskFacts }): JSX.Element {
  const { t, locale } = useKioskTexts();
  const [kiosk] = useState(() => new Kiosk(facts));
  useEffect(() => {
    const undo = [lockDown(), keepAwake(), () => kiosk.stop()];
    void kiosk.start();
    return () => {
      for (const step of undo) step();
    };
  }, [kiosk]);
  useEffect(() => {
    document.title = t("kiosk.title");
  }, [locale]);
  return (
    <>
      <Shown kiosk={kiosk} />
      <StillThere kiosk={kiosk} />
      <WayOut />
    </>
  );
}

function Shown({ kiosk }: { kiosk: Kiosk }): JSX.Element {
  const state = useStore(kiosk.state);
  const closed = useStore(kiosk.closed);
  if (state.at === "visit") return <KioskVisit key={state.run} kiosk={kiosk} run={state.run} />;
  if (closed !== null) return <Sign about={closed} />;
  if (state.at === "attract") return <Attract kiosk={kiosk} />;
  if (state.at === "greeting") return <Greeting kiosk={kiosk} />;
  if (state.at === "consent") return <ConsentSheet kiosk={kiosk} effect={state.effect} />;
  return <Sign about="starting" />;
}
