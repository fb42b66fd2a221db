/** The effect's own drawings as pictures of the page. */
import { useEffect, useState } from "preact/hooks";

/**
 * Return the addresses of the drawings whose names begin with `prefix`, by the rest of their name.
 *
 * They are given back when no longer shown.
 */
export function useDrawings(
  art: Record<string, string> | undefined,
  prefix: string,
): Record<string, string> {
  const [addresses, setAddresses] = useState<Record<string, string>>({});
  useEffect(() => {
    const made: [string, string][] = Object.entries(art ?? {})
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, drawing]) => [
        name.slice(prefix.length),
        URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" })),
      ]);
    setAddresses(Object.fromEntries(made));
    return () => {
      for (const [, address] of made) URL.revokeObjectURL(address);
    };
  }, [art, prefix]);
  return addresses;
}
