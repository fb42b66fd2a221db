// Runs Python sources, each in a MicroPython of its own, and ends each at its thousandth call of an
// import, as web/src/runtime/sandbox.ts ends what runs too long.
// stdin: {"interpreter": "<path of micropython.mjs>", "sources": ["…"]}
// stdout: for each source "ended" or what else came of it, as a JSON list
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const CALLS_MAX = 1000;
const ENDED = "ended";

const job = JSON.parse(readFileSync(0, "utf8"));
const { loadMicroPython } = await import(pathToFileURL(job.interpreter).href);
const { instantiate } = WebAssembly;
let callsLeft = Number.POSITIVE_INFINITY;

function counted(call) {
  return (...values) => {
    callsLeft -= 1;
    if (callsLeft < 0) {
      callsLeft = Number.POSITIVE_INFINITY;
      throw new Error(ENDED);
    }
    return call(...values);
  };
}

WebAssembly.instantiate = (source, imports) => {
  for (const entries of Object.values(imports)) {
    for (const [name, value] of Object.entries(entries)) {
      if (typeof value === "function") entries[name] = counted(value);
    }
  }
  return instantiate(source, imports);
};

const outcomes = [];
for (const source of job.sources) {
  const python = await loadMicroPython({ stdout: () => {} });
  callsLeft = CALLS_MAX;
  try {
    python.runPython(source);
    outcomes.push("came to an end by itself");
  } catch (error) {
    outcomes.push(String(error.message));
  }
  callsLeft = Number.POSITIVE_INFINITY;
}
process.stdout.write(JSON.stringify(outcomes), () => process.exit(0));
