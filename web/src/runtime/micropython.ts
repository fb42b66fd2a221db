/**
 * MicroPython on the page's main thread, with one effect's files in its file system.
 *
 * Best kept out of MediaPipe's realm: both claim `globalThis.Module`. Where no worker runs,
 * tracking/vision-files.ts keeps them apart. One interpreter is loaded per page and kept, since a
 * second one would break the first; one in which an effect ran that nobody vouches for, or that was
 * cut off, is left behind. What Python can reach is in sandbox.ts.
 */
import type { PoseFilterConstants } from "../stage/pose-filter.ts";
import { asEffectError, EffectError } from "./python-error.ts";
import { confined, Watch } from "./sandbox.ts";
import { MICROPYTHON_FOLDER } from "./wasm-folders.ts";

/** The part of MicroPython's WebAssembly port that we use. */
interface MicroPython {
  FS: {
    mkdir(path: string): void;
    writeFile(path: string, text: string): void;
    analyzePath(path: string): { exists: boolean };
    unlink(path: string): void;
    readdir(path: string): string[];
  };
  runPython(source: string): void;
  pyimport(name: string): Record<string, unknown>;
}

interface MicroPythonModule {
  loadMicroPython(options: {
    url: string;
    stdin(): null;
    stdout(line: string): void;
    linebuffer: boolean;
  }): Promise<MicroPython>;
}

export type JsonFunction = (json: string) => string;

interface Interpreter {
  python: MicroPython;
  watch: Watch;
}

/** owner: the effect that nobody vouches for, to which the interpreter belongs; "" for all others. */
let kept: { owner: string; loading: Promise<Interpreter> } | null = null;

async function load(owner: string): Promise<Interpreter> {
  const known = kept?.owner === owner ? await kept.loading : null;
  if (known !== null && !known.watch.isBroken) return known;
  const loading = start();
  kept = { owner, loading };
  // A failed download must not spoil the next try.
  loading.catch(() => {
    if (kept?.loading === loading) kept = null;
  });
  return loading;
}

async function start(): Promise<Interpreter> {
  const url = `${MICROPYTHON_FOLDER}/micropython.mjs`;
  const module: MicroPythonModule = await import(/* @vite-ignore */ url);
  const watch = new Watch();
  const python = await confined(
    () =>
      module.loadMicroPython({
        url: `${MICROPYTHON_FOLDER}/micropython.wasm`,
        stdin: () => null, // The default asks the visitor.
        stdout: (line) => console.info(`[effect] ${line}`),
        linebuffer: true,
      }),
    watch,
  );
  // Waiting for a key would be a loop that nothing ends.
  python.runPython("import builtins, sys\nsys.path.insert(0, '/')\nbuiltins.input = None");
  return { python, watch };
}

/** What the engine tells the page about itself; see effects/engine/bridge.py. */
export interface EngineDescription {
  tick_hz: number;
  node_fields: string[];
  face_landmarks: Record<string, number>;
  face_landmark_order: string[];
  face_blendshapes: string[];
  hand_landmarks: Record<string, number>;
  anchors: Record<string, string[]>;
  /** Places on either hand, to the hand landmarks they lie between. */
  hand_anchors: Record<string, string[]>;
  anchor_filter: { min_cutoff_hz: number; beta: number };
  hand_anchor_filter: PoseFilterConstants;
  ear_anchor_filter: PoseFilterConstants;
  hand_sides: {
    same_hand_sizes: number;
    side_frames: number;
    side_frames_max: number;
    lost_frames: number;
    new_hand_cost: number;
    other_label_cost: number;
    stubborn_label_cost: number;
    crossed_cost: number;
  };
}

export interface EngineNeeds {
  faces: boolean;
  blendshapes: boolean;
  matrix: boolean;
  /** Whether it matters how the face is lit. */
  light: boolean;
  /** How many hands at most. */
  hands: number;
  /** Whether the whole face mesh is needed: to hide what is worn behind the face, or to age it. */
  mesh: boolean;
  /** Whether the picture is parted into the person and what is behind: to age the face. */
  person_mask: boolean;
}

/** The engine of one release, imported and ready. Functions are cached: 10 µs a call saved. */
export class PythonEngine {
  private constructor(
    private readonly interpreter: Interpreter,
    private bridge: Record<string, unknown>,
  ) {}

  /**
   * Loads the interpreter if need be, writes the files and imports the engine's bridge.
   * owner: the effect, where nobody vouches for it: then the interpreter is its alone.
   */
  static async load(files: Record<string, string>, owner = ""): Promise<PythonEngine> {
    const interpreter = await load(owner);
    return new PythonEngine(interpreter, importBridge(interpreter, files));
  }

  /** Replaces all files and imports them anew; every function taken before is stale. */
  reload(files: Record<string, string>): void {
    if (this.interpreter.watch.isBroken) {
      throw new EffectError("Overtime", "Python was cut off; to do: load the page again");
    }
    this.bridge = importBridge(this.interpreter, files);
  }

  describe(): EngineDescription {
    return JSON.parse(this.function("describe")(""));
  }

  needs(effectId: string): EngineNeeds {
    return JSON.parse(this.function("needs")(effectId));
  }

  /** Returns one function of the bridge. Python exceptions come out as EffectError. */
  function(name: string): JsonFunction {
    const call = this.bridge[name];
    if (typeof call !== "function") throw new Error(`effects.engine.bridge has no ${name}()`);
    return (json) => {
      let answer: unknown;
      try {
        answer = this.interpreter.watch.run(() => (json === "" ? call() : call(json)));
      } catch (error) {
        throw asEffectError(error);
      }
      if (typeof answer === "string") return answer;
      throw new EffectError("TypeError", `effects.engine.bridge.${name}() answered no text`);
    };
  }
}

function importBridge(
  { python, watch }: Interpreter,
  files: Record<string, string>,
): Record<string, unknown> {
  removeFolder(python, "/effects");
  for (const [path, source] of Object.entries(files)) {
    makeFolders(python, path);
    python.FS.writeFile(`/${path}`, source);
  }
  try {
    python.runPython(
      "import gc, sys\n" +
        "for name in [n for n in sys.modules if n.split('.')[0] == 'effects']:\n" +
        "    sys.modules.pop(name)\n" +
        "gc.collect()",
    );
    return watch.run(() => python.pyimport("effects.engine.bridge"));
  } catch (error) {
    throw asEffectError(error);
  }
}

function makeFolders(python: MicroPython, path: string): void {
  const parts = path.split("/").slice(0, -1);
  parts.forEach((_, index) => {
    const folder = `/${parts.slice(0, index + 1).join("/")}`;
    if (!python.FS.analyzePath(folder).exists) python.FS.mkdir(folder);
  });
}

function removeFolder(python: MicroPython, folder: string): void {
  if (!python.FS.analyzePath(folder).exists) return;
  for (const name of python.FS.readdir(folder)) {
    if (name === "." || name === "..") continue;
    const path = `${folder}/${name}`;
    if (name.endsWith(".py")) python.FS.unlink(path);
    else removeFolder(python, path);
  }
}
