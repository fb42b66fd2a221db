/**
 * One take: everything that a play reported, tick by tick, so that any moment can be shown at once.
 *
 * Going back is looking up. The inputs are kept as well: changed code lives through them anew.
 */
import type { PlayOrder } from "../../runtime/python-play.ts";
import type { PackedNode, TickReport } from "../../runtime/tick-report.ts";
import type { FedTick } from "./python-desk.ts";
import type { Outcome } from "./studio-api.ts";

/** A full set of nodes is kept this often; in between, what changed. */
const KEYFRAME_EVERY_TICKS = 32;

export type NodeMap = ReadonlyMap<number, PackedNode>;

/** A word about a tick: a phase that begins, a sound, a still, a press. */
export interface Milestone {
  tick: number;
  kind: "phase" | "hint" | "line" | "sound" | "shutter" | "pressed" | "action";
  name: string;
}

export class Take {
  /** One more than there are ticks: the first is of the play as it was opened. */
  readonly reports: TickReport[] = [];
  readonly rows: number[][] = [];
  readonly costsMs: number[] = [];
  readonly fed: FedTick[] = [];
  readonly milestones: Milestone[] = [];
  /** Of the second ends, as this run came to them. */
  digests: number[] = [];
  /** What was to be lived after the tick in which the effect failed. */
  unlived: readonly FedTick[] = [];
  /** Grows with every change; for whoever draws. */
  edition = 0;
  private readonly keyframes: Map<number, PackedNode>[] = [];
  private newest = new Map<number, PackedNode>();

  constructor(
    readonly order: PlayOrder,
    readonly columns: readonly string[],
    /** Those that were recorded, of a trace. */
    readonly recordedDigests: readonly number[] = [],
  ) {}

  /** The last tick that there is. */
  get head(): number {
    return Math.max(0, this.reports.length - 1);
  }

  begin(first: TickReport): void {
    this.keep(first);
  }

  add(fed: FedTick, report: TickReport, row: number[], tickMs: number): void {
    this.fed.push(fed);
    this.rows.push(row);
    this.costsMs.push(tickMs);
    this.keep(report);
    this.note(report, this.reports[this.reports.length - 2], fed);
  }

  report(tick: number): TickReport | null {
    return this.reports[tick] ?? null;
  }

  /** The signals of a tick, by name; empty for tick 0, which has none. */
  signalsAt(tick: number): Record<string, number | string> {
    return this.reports[tick]?.signals ?? {};
  }

  /** Every node on the stage at a tick. */
  nodesAt(tick: number): NodeMap {
    const at = Math.min(tick, this.head);
    const keyframe = Math.floor(at / KEYFRAME_EVERY_TICKS);
    const nodes = new Map(this.keyframes[keyframe] ?? []);
    for (let next = keyframe * KEYFRAME_EVERY_TICKS + 1; next <= at; next += 1) {
      apply(nodes, this.reports[next]);
    }
    return nodes;
  }

  /** How many ticks lead to the completion; null where the take never came to it. */
  get completedAt(): number | null {
    const at = this.reports.findIndex(({ phase }) => phase === "completed" || phase === "finished");
    return at < 0 ? null : at;
  }

  /** What a trace of the take comes to, as far as it goes; null where nothing was played. */
  outcome(): Outcome | null {
    const ticks = this.completedAt ?? this.head;
    const report = this.report(ticks);
    if (this.head === 0 || report === null) return null;
    const status = report.phase === "completed" ? "completed" : "not_completed";
    return { status, ticks, facts: report.facts };
  }

  /** The second from whose end on the play is not what was recorded; null where it is the same. */
  get differsFromSecond(): number | null {
    return firstDifference(this.digests, this.recordedDigests);
  }

  /** The parts of the take by what one of the report's words was. */
  spans(of: (report: TickReport) => string): { from: number; to: number; name: string }[] {
    const spans: { from: number; to: number; name: string }[] = [];
    this.reports.forEach((report, tick) => {
      const name = of(report);
      const last = spans[spans.length - 1];
      if (last?.name === name) last.to = tick;
      else spans.push({ from: tick, to: tick, name });
    });
    return spans;
  }

  private keep(report: TickReport): void {
    apply(this.newest, report);
    if (this.reports.length % KEYFRAME_EVERY_TICKS === 0) {
      this.keyframes.push(new Map(this.newest));
    }
    this.reports.push(report);
    this.edition += 1;
  }

  private note(report: TickReport, before: TickReport | undefined, fed: FedTick): void {
    const { tick } = report;
    const add = (kind: Milestone["kind"], name: string): void => {
      this.milestones.push({ tick, kind, name });
    };
    if (report.phase !== before?.phase) add("phase", report.phase);
    if (report.hint !== before?.hint && report.hint !== null) add("hint", report.hint);
    if (report.line !== before?.line && report.line !== null) add("line", report.line);
    if (report.shutter !== null) add("shutter", report.shutter);
    if (Number(report.signals.is_pressed ?? 0) === 1) add("pressed", "");
    if (fed.action !== null) add("action", fed.action);
    for (const [instrument] of report.sounds) add("sound", instrument);
  }
}

function apply(nodes: Map<number, PackedNode>, report: TickReport | undefined): void {
  if (report === undefined) return;
  for (const node of report.nodes) nodes.set(Number(node[0]), node);
  for (const id of report.removed) nodes.delete(id);
}

/** Where two rows of digests part, as far as both go; null where they do not. */
export function firstDifference(these: readonly number[], those: readonly number[]): number | null {
  const both = Math.min(these.length, those.length);
  const place = these.findIndex((digest, at) => at < both && digest !== those[at]);
  return place < 0 ? null : place;
}
