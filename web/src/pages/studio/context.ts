/** The one studio of the page, for all of its panels. */
import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { useStore } from "../../ui/store.ts";
import type { Moment } from "./playback.ts";
import type { Ready, Studio } from "./studio.ts";

export const StudioContext = createContext<Studio | null>(null);

export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (studio === null) throw new Error("a panel of the studio stands outside of it");
  return studio;
}

/** What is loaded; null before. */
export function useReady(): Ready | null {
  const state = useStore(useStudio().state);
  return state.at === "ready" ? state : null;
}

/** The moment shown, told so often a second at most: what draws much need not follow every tick. */
export function useSeldomMoment(perSecond: number): Moment {
  const { moment } = useStudio().playback;
  const [seen, setSeen] = useState(moment.get());
  useEffect(() => {
    let timer = 0;
    const look = (): void => {
      timer = 0;
      setSeen(moment.get());
    };
    const listen = (): void => {
      if (timer === 0) timer = window.setTimeout(look, 1000 / perSecond);
    };
    look();
    const stop = moment.subscribe(listen);
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [moment, perSecond]);
  return seen;
}
