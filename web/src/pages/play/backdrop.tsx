/** The effect's own room, far behind the pages before and after its play. */
import type { JSX } from "preact";
import { useDrawings } from "./drawings.ts";

export function Backdrop({ art }: { art: Record<string, string> | undefined }): JSX.Element {
  const { far, near } = useDrawings(art, "page_");
  return (
    <div class="backdrop" aria-hidden="true">
      {far && <img src={far} alt="" />}
      {near && <img src={near} alt="" />}
    </div>
  );
}
