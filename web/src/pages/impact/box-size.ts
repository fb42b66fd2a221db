/** How large a box is drawn, in CSS pixels. */
import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

export interface BoxSize {
  width: number;
  height: number;
  /** The font size inside, so that a drawing can keep room for its words. */
  em: number;
}

/** Return the size of an element, null before it is there; drawn again when it changes. */
export function useBoxSize(box: RefObject<HTMLElement | null>): BoxSize | null {
  const [size, setSize] = useState<BoxSize | null>(null);
  useLayoutEffect(() => {
    const found = box.current;
    if (!found) return;
    const measure = () =>
      setSize({
        width: found.clientWidth,
        height: found.clientHeight,
        em: Number.parseFloat(getComputedStyle(found).fontSize),
      });
    const observer = new ResizeObserver(measure);
    observer.observe(found);
    measure();
    return () => observer.disconnect();
  }, []);
  return size;
}
