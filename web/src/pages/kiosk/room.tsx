/** The room of an effect, from edge to edge, drawn with its own pictures. */
import type { JSX } from "preact";
import { useDrawings } from "../play/drawings.ts";
import type { OpenEffect } from "./kiosk.ts";

interface RoomProps {
  effects: readonly OpenEffect[];
  shown: string;
  /** Words lie over it: it stays dim and quiet. */
  isStill?: boolean;
}

export function Room({ effects, shown, isStill }: RoomProps): JSX.Element {
  return (
    <div class={isStill ? "room is-still" : "room"} aria-hidden="true">
      {effects.map(({ entry, release }) => (
        <Walls key={entry.id} art={release.art} isShown={entry.id === shown} />
      ))}
    </div>
  );
}

function Walls({ art, isShown }: { art: Record<string, string>; isShown: boolean }): JSX.Element {
  const { far, near } = useDrawings(art, "page_");
  return (
    <div class={isShown ? "room-walls is-shown" : "room-walls"}>
      {far && <img src={far} alt="" />}
      {near && <img src={near} alt="" />}
    </div>
  );
}
