/** Reads a node as the engine packs it: one value a field, in the order it announces. */
import type { PackedNode } from "../runtime/tick-report.ts";

export interface NodeState {
  id: number;
  kind: string;
  role: string;
  image: string;
  parent: number;
  x: number;
  y: number;
  dx: number;
  dy: number;
  w: number;
  h: number;
  turn_ddeg: number;
  opacity_percent: number;
  layer: number;
  is_flipped: boolean;
  is_visible: boolean;
  motion: string;
  anchor: string;
  text: string;
  value: number;
  /** Of a line: "x,y x,y …", as x and y are. */
  points: string;
}

const WORDS = ["kind", "role", "image", "motion", "anchor", "text", "points"] as const;
const NUMBERS = [
  "id",
  "parent",
  "x",
  "y",
  "dx",
  "dy",
  "w",
  "h",
  "turn_ddeg",
  "opacity_percent",
  "layer",
  "value",
] as const;

export class NodeReader {
  private readonly places: Map<string, number>;

  /** fields: `describe().node_fields`. */
  constructor(fields: readonly string[]) {
    this.places = new Map(fields.map((field, place) => [field, place]));
  }

  read(packed: PackedNode): NodeState {
    const at = (field: string): number | string | undefined => packed[this.places.get(field) ?? -1];
    const words = Object.fromEntries(WORDS.map((field) => [field, String(at(field) ?? "")]));
    const numbers = Object.fromEntries(NUMBERS.map((field) => [field, Number(at(field) ?? 0)]));
    return {
      ...(words as Pick<NodeState, (typeof WORDS)[number]>),
      ...(numbers as Pick<NodeState, (typeof NUMBERS)[number]>),
      is_flipped: at("is_flipped") === 1,
      is_visible: at("is_visible") === 1,
    };
  }
}
