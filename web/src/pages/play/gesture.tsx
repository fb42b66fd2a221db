/** The hint's gesture, drawn and looping, so that nobody has to read. */
import type { JSX } from "preact";
import nodDown from "../../art/gesture_nod_down.svg";
import nodUp from "../../art/gesture_nod_up.svg";
import steer from "../../art/gesture_steer.svg";
import still from "../../art/gesture_still.svg";
import tap from "../../art/gesture_tap.svg";

/** Pictures shown in turn; a single one moves by itself. */
const GESTURES: Readonly<Record<string, readonly string[]>> = {
  nod: [nodUp, nodDown],
  tap: [tap],
  steer: [steer],
  still: [still],
  center_face: [still],
};

export function Gesture({ name }: { name: string }): JSX.Element | null {
  const pictures = GESTURES[name];
  if (!pictures) return null;
  return (
    <span class={`gesture gesture-${name}`} aria-hidden="true">
      {pictures.map((picture) => (
        <img key={picture} src={picture} alt="" width="160" height="160" />
      ))}
    </span>
  );
}
