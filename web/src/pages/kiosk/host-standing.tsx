/** The kiosk's health, asked for every two seconds, and the host's orders. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApiError } from "../../api.ts";
import { Button } from "../../ui/button.tsx";
import { formatCount, formatMegabytes, formatMoment } from "../../ui/figures.ts";
import { fetchStanding, giveOrder, markDevice, type Order, type Standing } from "./host-api.ts";
import { useKioskTexts } from "./words.ts";

const ASK_MS = 2000;
/** A heartbeat comes every two seconds. */
const SILENT_S_MAX = 6;
const UNAUTHORIZED = 401;

type Told = { text: "host.done" | "host.away" } | { text: "host.refused"; why: string } | null;

export function HostStanding({ onSignedOut }: { onSignedOut(): void }): JSX.Element | null {
  const { t } = useKioskTexts();
  const [standing, setStanding] = useState<Standing | null>(null);
  const [told, setTold] = useState<Told>(null);
  useEffect(() => {
    let isShown = true;
    const ask = async (): Promise<void> => {
      try {
        const found = await fetchStanding();
        if (isShown) setStanding(found);
        if (isShown) setTold((before) => (before?.text === "host.away" ? null : before));
      } catch (error) {
        if (!isShown) return;
        if (error instanceof ApiError && error.status === UNAUTHORIZED) onSignedOut();
        else setTold({ text: "host.away" });
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), ASK_MS);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, []);
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
      setTold({ text: "host.done" });
    } catch (error) {
      setTold({ text: "host.refused", why: error instanceof Error ? error.message : "" });
    }
  };
  const order = (given: Order): Promise<void> =>
    act(async () => setStanding(await giveOrder(given)));
  return (
    <>
      <p role="status" class="host-told" data-testid="host-told">
        {told && t(told.text, "why" in told ? { why: told.why } : {})}
      </p>
      {standing && (
        <>
          <Health standing={standing} />
          <Orders standing={standing} onOrder={order} onDevice={() => void act(markDevice)} />
          <Errors standing={standing} />
        </>
      )}
    </>
  );
}

function Health({ standing }: { standing: Standing }): JSX.Element {
  const { t, locale } = useKioskTexts();
  const { page, browser } = standing;
  const count = (value: number): string => formatCount(value, locale);
  const rows: [string, string][] = [];
  if (page !== null) {
    rows.push(
      [t("host.state"), t(`host.state.${page.state}`)],
      [t("host.camera"), t(`host.camera.${page.camera}`)],
      [t("host.frames"), count(page.frames_per_s)],
      [t("host.tracks"), count(page.tracks_per_s)],
      [t("host.heap"), `${formatMegabytes(page.heap_bytes)} MB`],
      [t("host.undelivered"), count(page.undelivered)],
    );
  }
  rows.push(
    [t("host.plays"), count(standing.plays)],
    [t("host.loads"), count(standing.page_loads)],
    [t("host.handovers"), count(standing.handovers)],
    [t("host.started"), formatMoment(new Date(standing.started_at), locale)],
    [t("host.browser"), browserWords(browser, t)],
    [t("host.queue"), queueWords(standing.queue, t)],
  );
  const isSilent = page === null || page.silent_s > SILENT_S_MAX;
  return (
    <section class="host-health paper" data-testid="host-health">
      <p class={isSilent ? "host-pulse is-silent" : "host-pulse"} data-testid="host-pulse">
        <b>{standing.name}</b> {t("host.page")}: {pulseWords(page, t)}
      </p>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

type T = ReturnType<typeof useKioskTexts>["t"];

function pulseWords(page: Standing["page"], t: T): string {
  if (page === null) return t("host.page_never");
  return page.silent_s > SILENT_S_MAX
    ? t("host.page_silent", { n: page.silent_s })
    : t("host.page_alive");
}

function browserWords(browser: Standing["browser"], t: T): string {
  if (browser === null) return t("host.browser_none");
  const key = browser.is_running ? "host.browser_running" : "host.browser_away";
  const reason = browser.last_reason === null ? "" : ` (${browser.last_reason})`;
  return t(key, { n: browser.restarts }) + reason;
}

function queueWords(queue: Standing["queue"], t: T): string {
  if (queue === null) return t("host.queue_none");
  const parts = [
    t(queue.is_online ? "host.queue_online" : "host.queue_offline"),
    t("host.queue_waiting", { n: queue.waiting }),
    t("host.queue_credited", { n: queue.credited }),
  ];
  if (queue.last_error) parts.push(t("host.queue_error", { word: queue.last_error }));
  if (queue.refused > 0) {
    const reason = queue.newest_refused[0]?.reason ?? "";
    parts.push(t("host.queue_refused", { n: queue.refused, reason }));
  }
  return parts.join(" · ");
}

interface OrdersProps {
  standing: Standing;
  onOrder(order: Order): Promise<void>;
  onDevice(): void;
}

function Orders({ standing, onOrder, onDevice }: OrdersProps): JSX.Element {
  const { t } = useKioskTexts();
  const { orders, browser } = standing;
  const [volume, setVolume] = useState(orders.volume_percent_max);
  const press = (order: Order) => () => void onOrder(order);
  return (
    <section class="host-orders paper" aria-labelledby="host-orders">
      <h2 id="host-orders">{t("host.orders")}</h2>
      <div class="buttons">
        <Button
          look="main"
          icon={orders.is_paused ? "play" : "pause"}
          label={t(orders.is_paused ? "host.open" : "host.pause")}
          testId={orders.is_paused ? "host-open" : "host-pause"}
          onPress={press({ order: orders.is_paused ? "open" : "pause" })}
        />
        <Button
          label={t("host.end_visit")}
          testId="host-end"
          onPress={press({ order: "end_visit" })}
        />
        <Button
          icon="retry"
          label={t("host.reload")}
          testId="host-reload"
          onPress={press({ order: "reload_page" })}
        />
        {browser && (
          <Button
            icon="retry"
            label={t("host.restart")}
            testId="host-restart"
            onPress={press({ order: "restart_browser" })}
          />
        )}
        <Button label={t("host.device")} testId="host-device" onPress={onDevice} />
      </div>
      <label class="host-volume">
        <span>{t("host.volume", { n: volume })}</span>
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={volume}
          data-testid="host-volume"
          onInput={(event) => setVolume(Number(event.currentTarget.value))}
          onChange={(event) =>
            void onOrder({
              order: "cap_volume",
              volume_percent_max: Number(event.currentTarget.value),
            })
          }
        />
      </label>
    </section>
  );
}

function Errors({ standing }: { standing: Standing }): JSX.Element {
  const { t, locale } = useKioskTexts();
  return (
    <section class="host-errors paper" aria-labelledby="host-errors">
      <h2 id="host-errors">{t("host.errors")}</h2>
      {standing.errors.length === 0 && <p>{t("host.no_errors")}</p>}
      <ol>
        {standing.errors.map(({ at, text, count }) => (
          <li key={`${at} ${text}`}>
            <time dateTime={at}>{formatMoment(new Date(at), locale)}</time>
            {count > 1 && <b>{t("host.times", { n: count })}</b>}
            <code>{text}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}
