/** What the author chose to play from, and how far that has come. */
import { messageOf } from "../../../runtime/error-message.ts";
import type { KeptTrace } from "../studio-api.ts";
import type { SourceKind } from "./source.ts";

export type SourceChoice =
  | { kind: "trace"; trace: KeptTrace }
  | { kind: "clip"; file: File }
  | { kind: "camera" }
  | { kind: "pointer" };

export type SourceState =
  | { at: "none" }
  | { at: "opening"; kind: SourceKind; name: string; share: number }
  | { at: "open"; kind: SourceKind; name: string }
  | { at: "failed"; kind: SourceKind; name: string; problem: string; message: string };

/** Returns what the author calls it; "" where the kind says all. */
export function nameOf(choice: SourceChoice): string {
  if (choice.kind === "trace") return choice.trace.name;
  return choice.kind === "clip" ? choice.file.name : "";
}

/** Returns the state of a source that does not open. error: a PlayError or the like has a name. */
export function failedSource(kind: SourceKind, name: string, error: unknown): SourceState {
  const problem = error instanceof Error && "problem" in error ? String(error.problem) : "";
  return { at: "failed", kind, name, problem, message: messageOf(error) };
}

/** A trace of signals that the effect reads no more, or not yet. */
export class OtherSignalsError extends Error {
  readonly problem = "other_signals";

  constructor(columns: readonly string[]) {
    super(columns.join(", "));
    this.name = "OtherSignalsError";
  }
}
