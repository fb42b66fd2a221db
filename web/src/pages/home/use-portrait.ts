/** The picture of an effect that the pages do not know, fetched where there is such an effect. */
import { useEffect, useState } from "preact/hooks";

/** Return where the portrait lies; null without one. release: null asks for none. */
export function usePortrait(release: string | null): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (release !== null)
      void import("./portrait.ts").then(({ portraitOf }) => portraitOf(release).then(setAddress));
  }, [release]);
  return release && address;
}
