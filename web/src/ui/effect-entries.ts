/** Which effects there are, and which of them are open. */
import { useEffect, useState } from "preact/hooks";
import { type EffectEntry, fetchEffects } from "../api.ts";

/** Return the server's list; null while it is on its way or cannot be had. */
export function useEffectEntries(): EffectEntry[] | null {
  const [entries, setEntries] = useState<EffectEntry[] | null>(null);
  useEffect(() => {
    fetchEffects().then(
      ({ effects }) => setEntries(effects),
      () => {
        // The page does without; whoever starts a play is told what is wrong.
      },
    );
  }, []);
  return entries;
}
