/** Every node on the stage at the moment shown, under what carries it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { NodeReader, type NodeState } from "../../stage/packed-node.ts";
import { useStore } from "../../ui/store.ts";
import { useReady, useSeldomMoment, useStudio } from "./context.ts";
import { Glyph, isStudioIcon } from "./icons.tsx";
import { Empty } from "./parts.tsx";
import { useStudioTexts } from "./words.ts";

const PER_SECOND = 6;

interface Branch {
  node: NodeState;
  depth: number;
}

/** Nodes below what carries them, in the order of their making. */
function branches(nodes: readonly NodeState[]): Branch[] {
  const known = new Set(nodes.map(({ id }) => id));
  const below = new Map<number, NodeState[]>();
  for (const node of nodes) {
    const parent = known.has(node.parent) ? node.parent : 0;
    below.set(parent, [...(below.get(parent) ?? []), node]);
  }
  const listed: Branch[] = [];
  const list = (parent: number, depth: number): void => {
    for (const node of below.get(parent) ?? []) {
      listed.push({ node, depth });
      list(node.id, depth + 1);
    }
  };
  list(0, 0);
  return listed;
}

function isFound({ id, kind, role, image, anchor, text }: NodeState, sought: string): boolean {
  const words = `${id} ${kind} ${role} ${image} ${anchor} ${text}`.toLowerCase();
  return words.includes(sought.trim().toLowerCase());
}

export function SceneTree(): JSX.Element {
  const { t } = useStudioTexts();
  const studio = useStudio();
  const ready = useReady();
  const take = useStore(studio.playback.take);
  const { tick } = useSeldomMoment(PER_SECOND);
  const [sought, setSought] = useState("");
  const reader = ready && new NodeReader(ready.python.description.node_fields);
  const packed = take === null ? [] : [...take.nodesAt(tick).values()];
  const nodes = reader === null ? [] : packed.map((node) => reader.read(node));
  const shown = branches(nodes).filter(({ node }) => sought === "" || isFound(node, sought));
  return (
    <section class="panel scene" aria-labelledby="scene-title">
      <header class="panel-head">
        <h2 id="scene-title">{t("scene.title")}</h2>
        <span class="count">{t("scene.count", { n: nodes.length })}</span>
        <input
          type="search"
          class="search"
          placeholder={t("scene.search")}
          aria-label={t("scene.search")}
          value={sought}
          onInput={(event) => setSought(event.currentTarget.value)}
        />
      </header>
      {nodes.length === 0 && <Empty>{t("scene.empty")}</Empty>}
      {nodes.length > 0 && shown.length === 0 && <Empty>{t("scene.none_found")}</Empty>}
      <ul class="tree" data-testid="scene">
        {shown.map(({ node, depth }) => (
          <TreeRow key={node.id} node={node} depth={sought === "" ? depth : 0} />
        ))}
      </ul>
    </section>
  );
}

function TreeRow({ node, depth }: Branch): JSX.Element {
  const studio = useStudio();
  const selected = useStore(studio.selected);
  const isSelected = selected === node.id;
  const isSeen = node.is_visible && node.opacity_percent > 0;
  const name = node.role === "decor" ? node.image || node.text || node.kind : node.role;
  return (
    <li>
      <button
        type="button"
        class={`tree-row ${isSeen ? "" : "is-hidden"}`}
        style={{ paddingInlineStart: `${0.5 + depth * 0.9}rem` }}
        aria-pressed={isSelected}
        data-testid={`node-${node.id}`}
        onClick={() => studio.select(isSelected ? null : node.id)}
      >
        <Glyph name={isStudioIcon(node.kind) ? node.kind : "sprite"} />
        <span class="tree-name">{name}</span>
        {node.image !== "" && node.image !== name && <span class="tree-image">{node.image}</span>}
        {node.anchor !== "" && (
          <span class="tree-anchor">
            <Glyph name="anchor" />
            {node.anchor}
          </span>
        )}
        <span class="tree-id">{node.id}</span>
      </button>
    </li>
  );
}
