/** What an effect's Python raised: read out of a traceback, with the lines around it. */
import { messageOf } from "../../runtime/error-message.ts";
import { EffectError } from "../../runtime/python-error.ts";
import type { Failure, PythonFrame } from "./studio-api.ts";

const STEP = /File "([^"]+)", line (\d+)(?:, in (\S+))?/g;
const LINES_AROUND = 3;

export interface SourceLine {
  number: number;
  text: string;
  isFault: boolean;
}

/** Reads MicroPython's or CPython's traceback; of anything else, only its words. */
export function failureOf(error: unknown): Failure {
  const text = messageOf(error);
  const frames: PythonFrame[] = [...text.matchAll(STEP)].map(([, file, line, name]) => ({
    file: (file ?? "").replace(/^\/+/, ""),
    line: Number(line),
    function: name ?? "",
  }));
  const last = text.trimEnd().split("\n").pop() ?? "";
  const type = error instanceof EffectError ? error.type : error instanceof Error ? error.name : "";
  const said = last.startsWith(`${type}: `) ? last.slice(type.length + 2) : last;
  return { type, text: said === type ? "" : said, frames };
}

/** The step that lies nearest to the fault in the effect's own files; the innermost one otherwise. */
export function faultOf(failure: Failure, effect: string): PythonFrame | null {
  const own = failure.frames.filter(({ file }) => file.startsWith(`effects/${effect}/`));
  return own[own.length - 1] ?? failure.frames[failure.frames.length - 1] ?? null;
}

/** The lines around a step, as far to the left as they go; none where the file is not known. */
export function excerpt(source: string | undefined, line: number): SourceLine[] {
  if (source === undefined) return [];
  const lines = source.split("\n");
  const from = Math.max(1, line - LINES_AROUND);
  const to = Math.min(lines.length, line + LINES_AROUND);
  const texts = lines.slice(from - 1, to);
  const indents = texts.filter((text) => text.trim() !== "").map((text) => text.search(/\S/));
  const indent = Math.min(...indents);
  return texts.map((text, place) => ({
    number: from + place,
    text: text.slice(indent),
    isFault: from + place === line,
  }));
}
