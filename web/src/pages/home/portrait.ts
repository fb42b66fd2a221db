/** The picture of an effect that the pages do not know: its own, out of its release. */
import { fetchRelease } from "../../api.ts";

const NAME = "result_portrait";
/** A picture's address each, for as long as the page lives: home is opened again and again. */
const addresses = new Map<string, Promise<string | null>>();

/** Return where an effect's portrait lies; null without one. */
export function portraitOf(release: string): Promise<string | null> {
  const known = addresses.get(release) ?? fetched(release);
  addresses.set(release, known);
  return known;
}

async function fetched(release: string): Promise<string | null> {
  try {
    const svg = (await fetchRelease(release)).art[NAME];
    return svg ? URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })) : null;
  } catch {
    addresses.delete(release); // The card does without; the next visit of the page asks again.
    return null;
  }
}
