/** An answer of the server that is asked for again while the page is looked at. */
import { useEffect, useRef, useState } from "preact/hooks";

/** Spread out, so that the pages that show one change do not all ask at once. */
const spread = (ms: number): number => ms * (0.75 + Math.random() / 2);

/**
 * Return the newest answer, null before the first.
 *
 * Asked again when `version` has changed, at the earliest about `everyMs` after the last time, and
 * then too when the server could not answer; meanwhile the last answer stands.
 */
export function useRefreshed<T>(
  ask: () => Promise<T>,
  version: string | number,
  everyMs: number,
): T | null {
  const [answer, setAnswer] = useState<T | null>(null);
  const [failures, setFailures] = useState(0);
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const isShown = useRef(true);

  useEffect(
    () => () => {
      isShown.current = false;
    },
    [],
  );

  useEffect(() => {
    const askNow = () => {
      askedAt.current = performance.now();
      ask().then(
        (next) => isShown.current && setAnswer(next),
        () => isShown.current && setFailures((count) => count + 1),
      );
    };
    const wait = Math.max(0, askedAt.current + spread(everyMs) - performance.now());
    const timer = setTimeout(askNow, wait);
    return () => clearTimeout(timer);
  }, [ask, everyMs, version, failures]);
  return answer;
}

const MINUTE_MS = 60_000;

/** Return the minute it is; the component is drawn again when another one begins. */
export function useMinute(): number {
  const now = () => Math.floor(Date.now() / MINUTE_MS);
  const [minute, setMinute] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setMinute(now()), MINUTE_MS / 4);
    return () => clearInterval(timer);
  }, []);
  return minute;
}
