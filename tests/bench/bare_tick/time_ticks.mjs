// window.timeTicks({files, order, inputs}): plays a whole game in MicroPython and times each tick.
import { loadMicroPython } from "/micropython/micropython.mjs";

const TICKS_A_TASK = 10; // Between tasks the page breathes, and MicroPython may collect.

const python = await loadMicroPython({ url: "/micropython/micropython.wasm", linebuffer: true });
python.runPython("import sys\nsys.path.insert(0, '/')");
let bridge = null;

function importBridge(files) {
  for (const [path, source] of Object.entries(files)) {
    const parts = path.split("/").slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth++) {
      const folder = `/${parts.slice(0, depth).join("/")}`;
      if (!python.FS.analyzePath(folder).exists) python.FS.mkdir(folder);
    }
    python.FS.writeFile(`/${path}`, source);
  }
  return python.pyimport("effects.engine.bridge");
}

window.timeTicks = async ({ files, order, inputs }) => {
  bridge ??= importBridge(files);
  const tick = bridge.tick;
  let last = bridge.open_play(order);
  const tickMs = [];
  for (const [number, input] of inputs.entries()) {
    const started = performance.now();
    last = tick(input);
    tickMs.push(performance.now() - started);
    if (number % TICKS_A_TASK === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  return { tick_ms: tickMs, last };
};
