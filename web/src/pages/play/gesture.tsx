/** A gesture, drawn and looping, so that nobody has to read. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import nodDown from "../../art/gesture_nod_down.svg";
import nodUp from "../../art/gesture_nod_up.svg";
import steer from "../../art/gesture_steer.svg";
import still from "../../art/gesture_still.svg";
import tap from "../../art/gesture_tap.svg";
import { prefersReducedMotion } from "../../ui/reduced-motion.ts";
import { useDrawings } from "./drawings.ts";

const POINTER_HINT = /_pointer$/;

/** The pages' own drawings, shown in turn; a single one moves by itself. */
const GESTURES: Readonly<Record<string, readonly string[]>> = {
  nod: [nodUp, nodDown],
  tap: [tap],
  steer: [steer],
  still: [still],
  center_face: [still],
};

const FRAME_MS = 600;

interface GestureProps {
  name: string;
  /** The effect's drawings: hint_NAME_0, hint_NAME_1 … go before the pages' own. */
  art: Record<string, string> | undefined;
}

export function Gesture({ name, art }: GestureProps): JSX.Element | null {
  const drawn = useDrawings(art, `hint_${name}_`);
  const frames = Object.entries(drawn)
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, address]) => address);
  const isOwn = frames.length > 0;
  const known = POINTER_HINT.test(name) ? "tap" : name;
  const pictures = isOwn ? frames : (GESTURES[known] ?? []);
  const shown = useTurns(pictures.length);
  if (pictures.length === 0) return null;
  return (
    <span class={isOwn ? "gesture" : `gesture gesture-${known}`} aria-hidden="true">
      {pictures.map((picture, n) => (
        <img
          key={picture}
          class={n === shown ? "" : "is-away"}
          src={picture}
          alt=""
          width="160"
          height="160"
        />
      ))}
    </span>
  );
}

/** Whose turn it is among so many; for visitors who want less motion, always the last one's. */
function useTurns(count: number): number {
  const [turn, setTurn] = useState(0);
  const isStill = prefersReducedMotion();
  useEffect(() => {
    if (count < 2 || isStill) return;
    const timer = setInterval(() => setTurn((before) => before + 1), FRAME_MS);
    return () => clearInterval(timer);
  }, [count, isStill]);
  return isStill ? count - 1 : turn % Math.max(1, count);
}
