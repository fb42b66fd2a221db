/**
 * Confines MicroPython: WebAssembly can do nothing but call what it imports, so what it must not
 * do is taken out of its imports. An effect's Python gets memory, its own files to read and a line
 * to the console; no way into JavaScript, and so none to the network, the page or its storage.
 *
 * Also ends what runs without an end: nearly all that Python does goes through an import that
 * looks at the clock now and then. A loop of jumps alone (`while True: pass`) does not, which the
 * server refuses to release, nor does what stays inside one built-in function.
 */
import { EffectError, isRaisedByPython } from "./python-error.ts";

type Call = (...values: number[]) => unknown;

/** What Python needs of JavaScript to import files, raise exceptions, print and count time. */
const PASSED_ON: ReadonlySet<string> = new Set([
  "__syscall_fstat64",
  "__syscall_getcwd",
  "__syscall_lstat64",
  "__syscall_newfstatat",
  "__syscall_stat64",
  "_abort_js",
  "_emscripten_throw_longjmp",
  "fd_close",
  "fd_read",
  "fd_seek",
  "fd_write",
  "js_check_existing", // Finds what JavaScript holds of Python by number; hands nothing over.
  "mp_js_random_u32",
  "mp_js_ticks_ms",
  "mp_js_time_ms",
]);
/** By this, MicroPython's imports are told from those of other modules that load meanwhile. */
const MARK = "mp_js_ticks_ms";
const MEMORY_BYTES_MAX = 256 * 1024 * 1024;
const WRITE_FLAGS = 0o1 | 0o2 | 0o100; // O_WRONLY, O_RDWR, O_CREAT of the C library's fcntl.h.
const EACCES = 2; // Of wasi-libc's errno.h.
const CALLS_BETWEEN_LOOKS = 2048;
/** Far above an honest tick (1 ms) or the import of an effect on a slow phone. */
const CALL_MS_MAX = 5000;

/** Bounds how long one call into Python may take, and knows when one did not end well. */
export class Watch {
  private untilMs = Number.POSITIVE_INFINITY;
  private callsLeft = CALLS_BETWEEN_LOOKS;
  /** Whether a call was cut off half-way, which leaves the interpreter in pieces. */
  isBroken = false;

  run<T>(call: () => T): T {
    this.untilMs = performance.now() + CALL_MS_MAX;
    try {
      return call();
    } catch (error) {
      if (!isRaisedByPython(error)) this.isBroken = true;
      throw error;
    } finally {
      this.untilMs = Number.POSITIVE_INFINITY;
    }
  }

  look(): void {
    this.callsLeft -= 1;
    if (this.callsLeft > 0) return;
    this.callsLeft = CALLS_BETWEEN_LOOKS;
    if (performance.now() < this.untilMs) return;
    throw new EffectError(
      "Overtime",
      `Overtime: got no answer of the effect for ${CALL_MS_MAX / 1000} s; expected one within a ` +
        "thirtieth of a second; to do: look for a loop that does not end",
    );
  }
}

function refuse(name: string): Call {
  return () => {
    throw new EffectError(
      "Forbidden",
      `Forbidden: the effect reached for JavaScript (${name}); expected it to use effects.engine ` +
        "alone; to do: take out imports such as js and jsffi",
    );
  };
}

/** Returns what stands in for one import; the call itself where Python needs it. */
function keep(name: string, call: Call): Call {
  if (name.startsWith("invoke_") || PASSED_ON.has(name)) return call;
  if (name === "__syscall_openat") {
    return (folder, path, flags = 0, mode = 0) =>
      (flags & WRITE_FLAGS) === 0 ? call(folder as number, path as number, flags, mode) : -EACCES;
  }
  if (name === "emscripten_resize_heap") {
    return (bytes = 0) => (bytes >>> 0 > MEMORY_BYTES_MAX ? 0 : call(bytes));
  }
  return name.startsWith("__syscall_") ? () => -EACCES : refuse(name);
}

/** Returns the imports that a confined interpreter gets in place of these. */
function confine(imports: WebAssembly.Imports, watch: Watch): WebAssembly.Imports {
  const confineOne = (name: string, call: Call): Call => {
    const kept = keep(name, call);
    return (...values) => {
      watch.look();
      return kept(...values);
    };
  };
  return Object.fromEntries(
    Object.entries(imports).map(([module, entries]) => [
      module,
      Object.fromEntries(
        Object.entries(entries).map(([name, value]) => [
          name,
          typeof value === "function" ? confineOne(name, value as Call) : value,
        ]),
      ),
    ]),
  );
}

/** Runs `load`, during which MicroPython is instantiated, such that it gets confined imports. */
export async function confined<T>(load: () => Promise<T>, watch: Watch): Promise<T> {
  const { instantiate, instantiateStreaming } = WebAssembly;
  const isPython = (imports?: WebAssembly.Imports): imports is WebAssembly.Imports =>
    imports?.env !== undefined && MARK in imports.env;
  let count = 0;
  const given = (imports?: WebAssembly.Imports): WebAssembly.Imports | undefined => {
    if (!isPython(imports)) return imports;
    count += 1;
    return confine(imports, watch);
  };
  const patched = {
    instantiate: (source: BufferSource, imports?: WebAssembly.Imports) =>
      instantiate(source, given(imports)),
    instantiateStreaming: (
      source: Response | PromiseLike<Response>,
      imports?: WebAssembly.Imports,
    ) => instantiateStreaming(source, given(imports)),
  };
  Object.assign(WebAssembly, patched);
  try {
    const loaded = await load();
    if (count === 0) throw new Error("MicroPython was not confined: it was loaded in another way");
    return loaded;
  } finally {
    Object.assign(WebAssembly, { instantiate, instantiateStreaming });
  }
}
