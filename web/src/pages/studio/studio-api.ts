/** The studio's server side; see server/studio/bodies.py for the shapes. */
import type { Release } from "../../runtime/release.ts";

export interface Outcome {
  status: string;
  ticks: number;
  facts: Record<string, number>;
}

export interface KeptTrace {
  name: string;
  bytes: number;
  made_by: string;
  seed: string;
  expected: Partial<Outcome>;
  trace: string;
  problem: string | null;
}

export interface Clip {
  name: string;
  bytes: number;
  url: string;
}

export interface Threshold {
  signal: string;
  level: number;
  name: string;
  file: string;
  line: number;
}

export interface Workplace {
  effect: string;
  release: string;
  effects: string[];
  python: Record<string, string>;
  bridge_glue: string;
  /** What nineteen of twenty ticks may take in the page. */
  tick_p95_ms_max: number;
  thresholds: Threshold[];
  traces: KeptTrace[];
  clips: Clip[];
}

export interface PythonFrame {
  file: string;
  line: number;
  function: string;
}

export interface Failure {
  type: string;
  text: string;
  frames: PythonFrame[];
}

export interface Replayed {
  name: string;
  is_as_expected: boolean;
  got: Outcome | null;
  reason: string;
  ms: number;
  failure: Failure | null;
}

export interface Problem {
  file: string;
  line: number;
  got: string;
  expected: string;
  todo: string;
  /** Worth knowing, but no reason to refuse the effect. */
  is_advice: boolean;
}

/** What living the traces again told besides. */
export interface Rehearsal {
  signals: string[];
  traces: number;
  wire_bytes: number;
  /** In MicroPython; null where the server has no Node. */
  tick_p95_ms: number | null;
}

export interface Checked {
  problems: Problem[];
  rehearsal: Rehearsal | null;
}

export interface SaveOrder {
  name: string;
  made_by: string;
  seed: string;
  expected: Outcome;
  trace: string;
  may_replace: boolean;
}

export interface Change {
  change: number;
  name: string;
  has_replaced: boolean;
  traces: KeptTrace[];
}

/** What the server refused, in its own words. */
export class StudioApiError extends Error {
  readonly code: string;
  readonly got: string;
  readonly expected: string;
  readonly todo: string;

  constructor(detail: { code: string; got: string; expected: string; todo: string }) {
    super(`got ${detail.got}, expected ${detail.expected}; ${detail.todo}`);
    this.name = "StudioApiError";
    this.code = detail.code;
    this.got = detail.got;
    this.expected = detail.expected;
    this.todo = detail.todo;
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  const body = await response.json();
  if (!response.ok) throw new StudioApiError(body.error);
  return body;
}

async function send<T>(method: string, url: string, body?: object): Promise<T> {
  const options: RequestInit = { method };
  if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  return answerOf(await fetch(url, options));
}

export class StudioApi {
  private readonly url: string;

  constructor(effect: string) {
    this.url = `/api/studio/${effect}`;
  }

  workplace(): Promise<Workplace> {
    return send("GET", this.url);
  }

  release(hash: string): Promise<Release> {
    return send("GET", `/releases/${hash}.json`);
  }

  check(): Promise<Checked> {
    return send("GET", `${this.url}/problems`);
  }

  async replays(): Promise<Replayed[]> {
    return (await send<{ replays: Replayed[] }>("POST", `${this.url}/replays`)).replays;
  }

  saveTrace(order: SaveOrder): Promise<Change> {
    return send("POST", `${this.url}/traces`, order);
  }

  removeTrace(name: string): Promise<Change> {
    return send("DELETE", `${this.url}/traces/${encodeURIComponent(name)}`);
  }

  undo(change: number): Promise<Change> {
    return send("POST", `${this.url}/undo`, { change });
  }
}
