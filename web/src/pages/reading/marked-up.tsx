/** Text with a little markup, shown as elements of the page. */
import type { JSX } from "preact";
import { Link } from "../../ui/router.tsx";
import { type Block, type Inline, readBlocks } from "./markup.ts";

export function MarkedUp({ text }: { text: string }): JSX.Element {
  return (
    <div class="marked-up">
      {readBlocks(text).map((block, n) => (
        <OneBlock key={`${n}`} block={block} />
      ))}
    </div>
  );
}

function OneBlock({ block }: { block: Block }): JSX.Element {
  if (block.kind === "list") {
    return (
      <ul>
        {block.items.map((item, n) => (
          <li key={`${n}`}>
            <Inlines inlines={item} />
          </li>
        ))}
      </ul>
    );
  }
  const words = <Inlines inlines={block.inlines} />;
  if (block.kind === "paragraph") return <p>{words}</p>;
  return block.level === 2 ? <h2>{words}</h2> : <h3>{words}</h3>;
}

function Inlines({ inlines }: { inlines: readonly Inline[] }): JSX.Element {
  return (
    <>
      {inlines.map((inline, n) => (
        <OneInline key={`${n}`} inline={inline} />
      ))}
    </>
  );
}

function OneInline({ inline }: { inline: Inline }): JSX.Element {
  const { kind, text } = inline;
  if (kind === "text") return <>{text}</>;
  if (kind === "bold") return <strong>{text}</strong>;
  if (inline.href.startsWith("/")) return <Link href={inline.href}>{text}</Link>;
  return (
    <a href={inline.href} rel="noopener noreferrer">
      {text}
    </a>
  );
}
