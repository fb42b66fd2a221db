/** An animal put together from the effect's own drawings; it brightens when chosen. */
import type { JSX } from "preact";
import { useDrawings } from "./drawings.ts";

/** Parts from far to near; the style sheet says where each sits. */
function partsOf(isChosen: boolean): readonly { place: string; drawing: string }[] {
  return [
    { place: "tail", drawing: "tail" },
    { place: "body", drawing: "body" },
    { place: "ear-left", drawing: "ear_left" },
    { place: "ear-right", drawing: "ear_right" },
    { place: "head", drawing: "head" },
    { place: "head", drawing: isChosen ? "eyes_happy" : "eyes_open" },
    { place: "head", drawing: isChosen ? "mouth_happy" : "mouth_calm" },
  ];
}

interface PortraitProps {
  art: Record<string, string>;
  option: string;
  isChosen: boolean;
}

export function Portrait({ art, option, isChosen }: PortraitProps): JSX.Element {
  const pictures = useDrawings(art, `${option}_`);
  return (
    <span class={`portrait portrait-${option}`} aria-hidden="true">
      {partsOf(isChosen).map(({ place, drawing }) => {
        const address = pictures[drawing];
        return address && <img key={drawing} class={`portrait-${place}`} src={address} alt="" />;
      })}
    </span>
  );
}
