/** Where MediaPipe finds its WebAssembly, the same in a worker of either kind and in the page. */
import { FilesetResolver } from "@mediapipe/tasks-vision";

interface ModuleOptions {
  locateFile?: (name: string) => string;
}
type ModuleFactory = (options: ModuleOptions) => Promise<unknown>;

declare global {
  /** Where tasks-vision 0.10.35 looks for its WebAssembly module when it is an ES module. */
  var ModuleFactory: ModuleFactory | undefined;
  /** MicroPython's, on the main thread; tasks-vision takes it for options of its own. */
  var Module: unknown;
}

export type VisionFiles = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>;

/**
 * Returns the files for the creation of one task; ask anew before every creation, since each task
 * takes the factory of its module away.
 *
 * wasmBase: absolute address of the folder.
 */
export async function visionFiles(wasmBase: string): Promise<VisionFiles> {
  const files = await FilesetResolver.forVisionTasks(wasmBase, true);
  const glue: { default: ModuleFactory } = await import(/* @vite-ignore */ files.wasmLoaderPath);
  keepModule();
  // Called with all of MicroPython's module where that is there.
  globalThis.ModuleFactory = ({ locateFile }) => glue.default(locateFile ? { locateFile } : {});
  return { ...files, wasmLoaderPath: "" };
}

/** Keeps `globalThis.Module`, which tasks-vision deletes and MicroPython needs at every call. */
function keepModule(): void {
  let kept = globalThis.Module;
  Object.defineProperty(globalThis, "Module", {
    configurable: true,
    get: () => kept,
    set: (value: unknown) => {
      kept = value ?? kept;
    },
  });
}
