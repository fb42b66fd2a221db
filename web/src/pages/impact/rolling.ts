/** Lets a box scroll by itself, slowly, unless somebody is reading or asked for less motion. */
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { prefersReducedMotion } from "../../ui/reduced-motion.ts";

const REST_MS = 3_000; // At the top and at the bottom.
const EM_PER_S = 1.1;
const FRAME_MS_MAX = 100; // After a hidden page there is nothing to make up for.

/**
 * Scroll the box to its end, rest, and begin again at the top; `newest` begins anew too.
 *
 * A pointer over the box or a focus in it holds it still, and so does `isHeld`.
 */
export function useRolling(
  box: RefObject<HTMLElement | null>,
  isHeld: boolean,
  newest: number,
): void {
  useEffect(() => {
    const found = box.current;
    if (!found || isHeld || prefersReducedMotion()) return;
    const pxPerMs = (EM_PER_S * Number.parseFloat(getComputedStyle(found).fontSize)) / 1000;
    let at = 0;
    let before = performance.now();
    let restUntil = before + REST_MS;
    found.scrollTo({ top: 0 });
    let request = requestAnimationFrame(function step(now) {
      const passedMs = Math.min(FRAME_MS_MAX, now - before);
      before = now;
      const end = found.scrollHeight - found.clientHeight;
      if (found.matches(":hover, :focus")) {
        at = found.scrollTop;
      } else if (now >= restUntil && end > 0) {
        if (at >= end) at = 0;
        else at = Math.min(end, at + pxPerMs * passedMs);
        found.scrollTop = at;
        if (at === 0 || at === end) restUntil = now + REST_MS;
      }
      request = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(request);
  }, [isHeld, newest]);
}
