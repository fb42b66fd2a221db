/** A short true story, beside the picture while what it tells of is being worn. */
import type { JSX } from "preact";

interface StoryCardProps {
  /** Key of the line; the catalogue holds `line.title`, `line.text` and `line.place`. */
  line: string;
  words: Record<string, string>;
}

/** Return whether a line is a story, to be told on a card, and not a subtitle. */
export function isStory(line: string | null, words: Record<string, string>): line is string {
  return line !== null && words[`${line}.text`] !== undefined;
}

export function StoryCard({ line, words }: StoryCardProps): JSX.Element {
  const place = words[`${line}.place`];
  return (
    <section class="story" aria-labelledby="story">
      <h2 id="story">{words[`${line}.title`]}</h2>
      <p>{words[`${line}.text`]}</p>
      {place && <p class="story-place">{place}</p>}
    </section>
  );
}
