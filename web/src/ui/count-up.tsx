/** A figure that rolls up to its value and never shows more than that. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { prefersReducedMotion } from "./reduced-motion.ts";

const ROLL_MS = 900;

interface CountUpProps {
  value: number;
  format(value: number): string;
}

export function CountUp({ value, format }: CountUpProps): JSX.Element {
  const [shown, setShown] = useState(value);
  const shownRef = useRef(value);

  useEffect(() => {
    const from = shownRef.current;
    const show = (next: number) => {
      shownRef.current = next;
      setShown(next);
    };
    if (value <= from || prefersReducedMotion()) {
      show(value);
      return;
    }
    const began = performance.now();
    let request = requestAnimationFrame(function roll(now) {
      const share = Math.min(1, Math.max(0, now - began) / ROLL_MS);
      const eased = 1 - (1 - share) ** 3;
      show(Math.floor(from + (value - from) * eased));
      if (share < 1) request = requestAnimationFrame(roll);
    });
    return () => cancelAnimationFrame(request);
  }, [value]);

  return (
    <span class="figure">
      <span aria-hidden="true">{format(shown)}</span>
      <span class="unseen">{format(value)}</span>
    </span>
  );
}
