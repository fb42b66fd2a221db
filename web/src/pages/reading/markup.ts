/**
 * The little markup that an operator may write a page in, read into blocks.
 *
 * Paragraphs are separated by blank lines; "# " and "## " begin headings, "- " items of a list;
 * **bold** and [words](address) stand inside them. Anything else, HTML too, is plain text: nothing
 * here makes markup of what was written, so nothing written can become more than text.
 */

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "bold"; text: string }
  | { kind: "link"; text: string; href: string };

export type Block =
  | { kind: "heading"; level: 2 | 3; inlines: Inline[] }
  | { kind: "paragraph"; inlines: Inline[] }
  | { kind: "list"; items: Inline[][] };

const INLINE = /\*\*([^*\n]+)\*\*|\[([^\]\n]+)\]\(([^()\s]+)\)/g;
/** Places of this site, other sites by TLS, mail and telephone; no script, no data. */
const ADDRESS = /^(https:\/\/[^\s"'<>]+|mailto:[^\s"'<>]+|tel:[+\d-]+|\/(?!\/)[^\s"'<>]*)$/;

function readInlines(line: string): Inline[] {
  const found: Inline[] = [];
  let from = 0;
  const plain = (to: number) => {
    if (to > from) found.push({ kind: "text", text: line.slice(from, to) });
  };
  for (const match of line.matchAll(INLINE)) {
    const [whole, bold, words, href] = match;
    if (words !== undefined && href !== undefined && !ADDRESS.test(href)) continue; // Stays text.
    plain(match.index);
    from = match.index + whole.length;
    if (bold !== undefined) found.push({ kind: "bold", text: bold });
    else if (words && href) found.push({ kind: "link", text: words, href });
  }
  plain(line.length);
  return found;
}

export function readBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let isNew = true; // Whether the next line begins a paragraph of its own.
  for (const line of text.split(/\r?\n/).map((raw) => raw.trim())) {
    const heading = /^(#{1,2})\s+(.+)$/.exec(line);
    const item = /^[-*]\s+(.+)$/.exec(line);
    const last = blocks.at(-1);
    if (line === "") {
      isNew = true;
    } else if (heading) {
      const level = heading[1] === "#" ? 2 : 3;
      blocks.push({ kind: "heading", level, inlines: readInlines(heading[2] ?? "") });
      isNew = true;
    } else if (item) {
      const inlines = readInlines(item[1] ?? "");
      if (last?.kind === "list" && !isNew) last.items.push(inlines);
      else blocks.push({ kind: "list", items: [inlines] });
      isNew = false;
    } else if (last?.kind === "paragraph" && !isNew) {
      last.inlines.push({ kind: "text", text: "\n" }, ...readInlines(line));
    } else {
      blocks.push({ kind: "paragraph", inlines: readInlines(line) });
      isNew = false;
    }
  }
  return blocks;
}
