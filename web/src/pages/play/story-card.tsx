/** A short true story, beside the picture while what it tells of is being worn. */
import type { JSX } from "preact";

interface StoryCardProps {
  /** Key of the story; the catalogue holds its `.title`, `.text` and `.place`. */
  story: string;
  words: Record<string, string>;
}

/** Return whether a line is a story, to be told on a card, and not a subtitle. */
export function isStory(line: string | null, words: Record<string, string>): line is string {
  return line?.startsWith("story.") === true && words[`${line}.text`] !== undefined;
}

export function StoryCard({ story, words }: StoryCardProps): JSX.Element {
  const place = words[`${story}.place`];
  return (
    <section class="story" aria-labelledby="story">
      <h2 id="story">{words[`${story}.title`]}</h2>
      <p>{words[`${story}.text`]}</p>
      {place && <p class="story-place">{place}</p>}
    </section>
  );
}
