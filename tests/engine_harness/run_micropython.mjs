// Runs Python sources in the page's MicroPython, one after the other in one interpreter.
// stdin: {"interpreter": "<path of micropython.mjs>", "files": {"/path": "text"}, "sources": ["…"]}
// stdout: {"printed": "…", "error": null | "<traceback>"}
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// The page's default. It grows; a collection only happens between two sources.
const HEAP_BYTES = 16 * 1024 * 1024;

const job = JSON.parse(readFileSync(0, "utf8"));
const { loadMicroPython } = await import(pathToFileURL(job.interpreter).href);
const printed = [];
const micropython = await loadMicroPython({
  heapsize: HEAP_BYTES,
  linebuffer: true,
  stdout: (line) => printed.push(line),
});

function makeFolders(path) {
  const parts = path.split("/").slice(1, -1);
  for (let depth = 1; depth <= parts.length; depth++) {
    const folder = `/${parts.slice(0, depth).join("/")}`;
    if (!micropython.FS.analyzePath(folder).exists) micropython.FS.mkdir(folder);
  }
}

for (const [path, text] of Object.entries(job.files)) {
  makeFolders(path);
  micropython.FS.writeFile(path, text);
}
micropython.runPython("import sys\nsys.path.insert(0, '/')");

let error = null;
for (const source of job.sources) {
  try {
    micropython.runPython(source);
  } catch (thrown) {
    error = thrown.type ? thrown.message : String(thrown.stack ?? thrown);
    break;
  }
}
const text = printed.map((line) => `${line}\n`).join("");
process.stdout.write(JSON.stringify({ printed: text, error }), () => process.exit(0));
