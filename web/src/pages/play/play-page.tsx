/** One effect from consent to receipt. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { outbox } from "../../outbox.ts";
import { useStore } from "../../ui/store.ts";
import { useTexts } from "../../ui/texts.ts";
import { NotFound } from "../not-found.tsx";
import { deliveryOf } from "./delivery.ts";
import { exposeInspection } from "./inspection.ts";
import { PlayRun } from "./play-run.ts";
import { Result } from "./result.tsx";
import { useRoom } from "./room.ts";
import { Stage } from "./stage.tsx";
import { Start } from "./start.tsx";

export function PlayPage({ effect }: { effect: string }): JSX.Element {
  const { t, locale } = useTexts();
  const [run] = useState(() => new PlayRun(effect));
  const state = useStore(run.state);
  const entry = useStore(run.entry);
  const delivery = deliveryOf(useStore(outbox), "ticket" in state ? state.ticket.play_id : null);

  useRoom(effect);
  useEffect(() => exposeInspection(run), [run]);
  useEffect(() => {
    void run.prepare();
    return () => run.close();
  }, [run]);

  const effectTitle = entry?.titles[locale] ?? t("site.name");
  useEffect(() => {
    document.title = t("title.play", { effect: effectTitle });
  }, [effectTitle, locale]);

  if (entry === null) return <NotFound />;
  if (state.at === "loading" || state.at === "playing") {
    return <Stage key={run.attempt} run={run} state={state} delivery={delivery} />;
  }
  if (state.at === "result") return <Result run={run} state={state} delivery={delivery} />;
  return <Start run={run} state={state} />;
}
