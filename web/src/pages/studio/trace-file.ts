/** Reads a trace file of the author's disk, as `kindlens record` writes them. */
import type { KeptTrace } from "./studio-api.ts";

/** Throws where the file is none; the text says what was expected. */
export async function readTraceFile(file: File): Promise<KeptTrace> {
  const kept: Partial<KeptTrace> = JSON.parse(await file.text());
  const { seed, trace } = kept;
  if (typeof seed !== "string" || typeof trace !== "string") {
    throw new Error(`got ${file.name}, expected JSON with made_by, seed, expected and trace`);
  }
  return {
    name: file.name.replace(/\.json$/, ""),
    bytes: file.size,
    made_by: kept.made_by ?? "",
    seed,
    expected: kept.expected ?? {},
    trace,
    problem: null,
  };
}
