/** Brings the parts of edge tracking to the pages of a server that offers it. */
import { useEffect } from "preact/hooks";
import { createStore, useStore } from "../../../ui/store.ts";

type EdgeParts = typeof import("./edge-parts.ts");

const parts = createStore<EdgeParts | null>(null);

/** Return the parts once they are here. Where they cannot be had, a play goes on without them. */
export function useEdgeParts(isNeeded: boolean): EdgeParts | null {
  useEffect(() => {
    if (isNeeded && parts.get() === null)
      import("./edge-parts.ts").then(parts.set, () => undefined);
  }, [isNeeded]);
  return useStore(parts);
}
