/**
 * MicroPython on the page's main thread, with one effect's files in its file system.
 *
 * Best kept out of MediaPipe's realm: both claim `globalThis.Module`. Where no worker runs,
 * tracking/vision-files.ts keeps them apart. One interpreter is loaded per page and kept, since a
 * second one would break the first.
 */
import type { PoseFilterConstants } from "../stage/pose-filter.ts";
import { asEffectError } from "./python-error.ts";
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
    stdout(line: string): void;
    linebuffer: boolean;
  }): Promise<MicroPython>;
}

export type JsonFunction = (json: string) => string;

let loading: Promise<MicroPython> | null = null;

function load(): Promise<MicroPython> {
  loading ??= (async () => {
    const url = `${MICROPYTHON_FOLDER}/micropython.mjs`;
    const module: MicroPythonModule = await import(/* @vite-ignore */ url);
    const python = await module.loadMicroPython({
      url: `${MICROPYTHON_FOLDER}/micropython.wasm`,
      stdout: (line) => console.info(`[effect] ${line}`),
      linebuffer: true,
    });
    python.runPython("import sys\nsys.path.insert(0, '/')");
    return python;
  })();
  // A failed download must not spoil the next try.
  loading.catch(() => {
    loading = null;
  });
  return loading;
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
    private readonly python: MicroPython,
    private bridge: Record<string, unknown>,
  ) {}

  /** Loads the interpreter if need be, writes the files and imports the engine's bridge. */
  static async load(files: Record<string, string>): Promise<PythonEngine> {
    const python = await load();
    return new PythonEngine(python, importBridge(python, files));
  }

  /** Replaces all files and imports them anew; every function taken before is stale. */
  reload(files: Record<string, string>): void {
    this.bridge = importBridge(this.python, files);
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
      try {
        return json === "" ? call() : call(json);
      } catch (error) {
        throw asEffectError(error);
      }
    };
  }
}

function importBridge(python: MicroPython, files: Record<string, string>): Record<string, unknown> {
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
    return python.pyimport("effects.engine.bridge");
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
