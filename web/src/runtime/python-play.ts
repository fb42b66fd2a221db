/** One play of one effect in Python: opened, ticked, and asked for its trace. */
import type { PointerInput } from "../play/pointer-steering.ts";
import type { TrackerFrame } from "../tracking/tracker-frame.ts";
import type { JsonFunction, PythonEngine } from "./micropython.ts";
import type { TickReport } from "./tick-report.ts";

export interface PlayOrder {
  effect: string;
  play_id: string;
  seed: string;
  choices: Record<string, string>;
  mode: "camera" | "pointer";
}

export interface TickInput {
  /** A tracker frame newer than the last one given, or null. */
  frame: TrackerFrame | null;
  /** Where the pointer is and whether it holds, or null. */
  pointer: PointerInput | null;
  /** Whether a tap, click or key came since the last tick. */
  is_pressed: boolean;
  /** What the visitor chose of `offered` since the last tick, or null. */
  action: string | null;
}

export class PythonPlay {
  readonly first: TickReport;
  private readonly callTick: JsonFunction;
  private readonly callTrace: JsonFunction;

  constructor(engine: PythonEngine, order: PlayOrder) {
    this.first = JSON.parse(engine.function("open_play")(JSON.stringify(order)));
    this.callTick = engine.function("tick");
    this.callTrace = engine.function("trace");
  }

  tick(input: TickInput): TickReport {
    return JSON.parse(this.callTick(JSON.stringify(input)));
  }

  /** Returns the trace as the server takes it: deflated (zlib format), then base64. */
  async trace(): Promise<string> {
    const raw = Uint8Array.from(atob(this.callTrace("")), (letter) => letter.charCodeAt(0));
    const deflated = new Blob([raw]).stream().pipeThrough(new CompressionStream("deflate"));
    const bytes = new Uint8Array(await new Response(deflated).arrayBuffer());
    let letters = "";
    for (const byte of bytes) letters += String.fromCharCode(byte);
    return btoa(letters);
  }
}
