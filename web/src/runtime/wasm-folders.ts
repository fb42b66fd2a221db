/** Where the WebAssembly runtimes stand on our own origin; the folder changes with the version. */
export const TASKS_VISION_FOLDER = "/wasm/tasks-vision-0.10.35";
export const MICROPYTHON_FOLDER = "/wasm/micropython-1.27.0";
