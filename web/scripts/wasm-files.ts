/**
 * Serves the WebAssembly runtimes from our own origin, under a folder that carries their version.
 *
 * The files are taken from node_modules, never bundled and never renamed, so they can be cached for
 * ever: WebAssembly byte for byte, and its loaders minified, which come with all their comments.
 */
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { minifySync, type Plugin } from "vite";
import {
  MICROPYTHON_FOLDER,
  TASKS_VISION_FOLDER,
  TASKS_VISION_WASM_BYTES,
  TASKS_VISION_WASM_FILE,
} from "../src/runtime/wasm-folders.ts";

const SOURCES: Record<string, string> = {
  [`${TASKS_VISION_FOLDER}/vision_wasm_module_internal.js`]:
    "@mediapipe/tasks-vision/wasm/vision_wasm_module_internal.js",
  [`${TASKS_VISION_FOLDER}/vision_wasm_module_internal.wasm`]:
    "@mediapipe/tasks-vision/wasm/vision_wasm_module_internal.wasm",
  [`${MICROPYTHON_FOLDER}/micropython.mjs`]:
    "@micropython/micropython-webassembly-pyscript/micropython.mjs",
  [`${MICROPYTHON_FOLDER}/micropython.wasm`]:
    "@micropython/micropython-webassembly-pyscript/micropython.wasm",
};

const MEDIA_TYPES: Record<string, string> = {
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

function sourcePath(packagePath: string): string {
  return fileURLToPath(new URL(`../node_modules/${packagePath}`, import.meta.url));
}

function minify(path: string, code: string): string {
  const { code: shorter, errors } = minifySync(path, code, { module: true });
  if (errors.length > 0) {
    const why = errors.map(({ message }) => message).join("; ");
    throw new Error(`${path} could not be minified: ${why}`);
  }
  return shorter;
}

export function wasmFiles(): Plugin {
  return {
    name: "kindlens-wasm-files",
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = (request.url ?? "").split("?")[0] ?? "";
        const source = SOURCES[path];
        if (source === undefined) return next();
        response.setHeader("Content-Type", MEDIA_TYPES[extname(path)] ?? "");
        createReadStream(sourcePath(source)).pipe(response);
      });
    },
    async generateBundle() {
      for (const [path, source] of Object.entries(SOURCES)) {
        const bytes = await readFile(sourcePath(source));
        if (path.endsWith(TASKS_VISION_WASM_FILE) && bytes.length !== TASKS_VISION_WASM_BYTES) {
          this.error(
            `${source} has ${bytes.length} bytes; set TASKS_VISION_WASM_BYTES, which says ` +
              `${TASKS_VISION_WASM_BYTES}, to that in src/runtime/wasm-folders.ts`,
          );
        }
        const isCode = !path.endsWith(".wasm");
        this.emitFile({
          type: "asset",
          fileName: path.slice(1),
          source: isCode ? minify(path, bytes.toString()) : bytes,
        });
      }
    },
  };
}
