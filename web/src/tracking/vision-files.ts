/** Where MediaPipe finds its WebAssembly, in a module worker and anywhere else. */
import { FilesetResolver } from "@mediapipe/tasks-vision";

declare global {
  /** Where tasks-vision 0.10.35 looks for its WebAssembly module when it is an ES module. */
  var ModuleFactory: unknown;
}

/** How the WebAssembly glue script gets into this realm. */
export type Realm = "module" | "script";

export type VisionFiles = Awaited<ReturnType<typeof FilesetResolver.forVisionTasks>>;

/**
 * Returns the files for the creation of one task; ask anew before every creation, since each task
 * takes the factory of its module away.
 *
 * wasmBase: absolute address of the folder.
 */
export async function visionFiles(wasmBase: string, realm: Realm): Promise<VisionFiles> {
  const isModule = realm === "module";
  const files = await FilesetResolver.forVisionTasks(wasmBase, isModule);
  if (!isModule) return files;
  const glue: { default: unknown } = await import(/* @vite-ignore */ files.wasmLoaderPath);
  globalThis.ModuleFactory = glue.default;
  return { ...files, wasmLoaderPath: "" };
}
