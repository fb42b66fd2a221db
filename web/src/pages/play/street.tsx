/** The play's own street, far behind the pages before and after it. */
import type { JSX } from "preact";
import { useDrawings } from "./drawings.ts";

export function Street({ art }: { art: Record<string, string> | undefined }): JSX.Element {
  const { far, near } = useDrawings(art, "street_");
  return (
    <div class="street" aria-hidden="true">
      {far && <img src={far} alt="" />}
      {near && <img src={near} alt="" />}
    </div>
  );
}
