/** What every lane of the timeline is made of: a name with its value, and the part that is drawn. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useStore } from "../../../ui/store.ts";
import { light } from "../layout.ts";
import { Graph, type GraphData, type GraphLook } from "./graph.ts";
import type { Span } from "./time-axis.ts";

interface LaneProps {
  name: JSX.Element | string;
  title?: string;
  tools?: ComponentChildren;
  look: "graph" | "spans" | "marks" | "ruler";
  testId: string;
  children: ComponentChildren;
}

export function Lane(props: LaneProps): JSX.Element {
  return (
    <div class={`lane lane-${props.look}`} data-testid={props.testId}>
      <div class="lane-name" title={props.title}>
        <span class="lane-title">{props.name}</span>
        {props.tools}
      </div>
      <div class="lane-drawn">{props.children}</div>
    </div>
  );
}

interface GraphViewProps {
  data: GraphData;
  look: GraphLook;
  span: Span;
}

/** Keeps one uPlot through all changes of what it shows. */
export function GraphView({ data, look, span }: GraphViewProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const graph = useRef<Graph | null>(null);
  const theme = useStore(light);
  useEffect(() => {
    if (place.current === null) return;
    const made = new Graph(place.current, look);
    graph.current = made;
    const sizes = new ResizeObserver(() => made.resize());
    sizes.observe(place.current);
    return () => {
      sizes.disconnect();
      made.destroy();
    };
  }, []);
  useEffect(() => graph.current?.set(data, span), [data, span]);
  useEffect(() => graph.current?.recolour(), [theme]);
  return <div ref={place} class="graph" />;
}
