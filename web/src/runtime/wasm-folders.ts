/** Where the WebAssembly runtimes stand on our own origin; the folder changes with the version. */
export const TASKS_VISION_FOLDER = "/wasm/tasks-vision-0.10.35";
export const MICROPYTHON_FOLDER = "/wasm/micropython-1.27.0";

/** The file that takes longest, and its length after decompression: for the loading bar. */
export const TASKS_VISION_WASM_FILE = "vision_wasm_module_internal.wasm";
export const TASKS_VISION_WASM_BYTES = 11_153_641;
