/** The studio's Python: the page's own engine with the workbench of effects/studio beside it. */
import type { PointerInput } from "../../play/pointer-steering.ts";
import {
  type EngineDescription,
  type EngineNeeds,
  type JsonFunction,
  PythonEngine,
} from "../../runtime/micropython.ts";
import type { PlayOrder } from "../../runtime/python-play.ts";
import type { Release } from "../../runtime/release.ts";
import type { TickReport } from "../../runtime/tick-report.ts";
import type { TrackerFrame } from "../../tracking/tracker-frame.ts";
import type { Workplace } from "./studio-api.ts";

const BRIDGE = "effects/engine/bridge.py";

/** A recorded signal, as the engine describes it. */
export interface Column {
  name: string;
  low: number;
  high: number;
  source: "face" | "left" | "right" | "";
  says: string;
}

export interface ReadTrace {
  play_id: string;
  effect: string;
  choices: Record<string, string>;
  mode: "camera" | "pointer";
  columns: string[];
  rows: number[][];
  digests: number[];
}

/** What a tick was fed; a row stands in for frame and pointer where it was recorded. */
export interface FedTick {
  frame: TrackerFrame | number[] | null;
  pointer: PointerInput | number[] | null;
  is_pressed: boolean;
  action: string | null;
}

export class PythonDesk {
  readonly description: EngineDescription;
  readonly needs: EngineNeeds;
  readonly columns: Column[];
  private readonly callTick: JsonFunction;
  private readonly callRow: JsonFunction;

  private constructor(
    private readonly engine: PythonEngine,
    effect: string,
  ) {
    this.description = engine.describe();
    this.needs = engine.needs(effect);
    this.columns = JSON.parse(engine.function("columns")(effect));
    this.callTick = engine.function("tick");
    this.callRow = engine.function("row");
  }

  /** Loads the release's files. Throws EffectError where the effect cannot be imported. */
  static async load(release: Release, workplace: Workplace): Promise<PythonDesk> {
    const files = { ...release.files, ...workplace.python };
    files[BRIDGE] = `${release.files[BRIDGE] ?? ""}${workplace.bridge_glue}`;
    const owner = release.is_trusted ? "" : release.id;
    return new PythonDesk(await PythonEngine.load(files, owner), release.id);
  }

  /** Opens a play, ending the one before. */
  open(order: PlayOrder): TickReport {
    return JSON.parse(this.engine.function("open_watched")(JSON.stringify(order)));
  }

  /** Lives one tick; returns its report, its signals and how long Python took, in milliseconds. */
  tick(fed: FedTick): { report: TickReport; row: number[]; tickMs: number } {
    const json = JSON.stringify(fed);
    const startedMs = performance.now();
    const answer = this.callTick(json);
    const tickMs = performance.now() - startedMs;
    return { report: JSON.parse(answer), row: JSON.parse(this.callRow("")), tickMs };
  }

  /** The digests of the seconds so far. */
  digests(): number[] {
    return JSON.parse(this.engine.function("digests")(""));
  }

  /** The open play's trace, undeflated, up to its completion at most. */
  trace(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(atob(this.engine.function("trace")("")), (letter) =>
      letter.charCodeAt(0),
    );
  }

  /** Reads a trace (deflated, base64). Throws EffectError for bytes that are none. */
  async read(deflated: string): Promise<ReadTrace> {
    const bytes = Uint8Array.from(atob(deflated), (letter) => letter.charCodeAt(0));
    const inflated = await through(bytes, new DecompressionStream("deflate"));
    return JSON.parse(this.engine.function("read_trace")(toBase64(inflated)));
  }
}

/** A trace as the server takes it: deflated (zlib format), then base64. */
export async function deflated(trace: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64(await through(trace, new CompressionStream("deflate")));
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

function toBase64(bytes: Uint8Array): string {
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}
