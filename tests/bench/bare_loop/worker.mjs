// Shows each picture to the tasks that the address names (?tasks=hand,face&hands=2), all on the CPU,
// and gives it back.
import { FaceLandmarker, FilesetResolver, HandLandmarker } from "/tasks-vision/vision_bundle.mjs";
import moduleFactory from "/tasks-vision/wasm/vision_wasm_module_internal.js";

const wanted = new URLSearchParams(self.location.search);
const wasm = `${self.location.origin}/tasks-vision/wasm`;
const files = await FilesetResolver.forVisionTasks(wasm, true);
const KINDS = {
  face: { Landmarker: FaceLandmarker, options: { numFaces: 1 } },
  hand: { Landmarker: HandLandmarker, options: { numHands: Number(wanted.get("hands")) } },
};
const tasks = [];
for (const name of wanted.get("tasks").split(",")) {
  const { Landmarker, options } = KINDS[name];
  const model = await (await fetch(`/models/${name}_landmarker.task`)).arrayBuffer();
  self.ModuleFactory = moduleFactory; // Every task takes it away.
  const task = await Landmarker.createFromOptions(
    { ...files, wasmLoaderPath: "" },
    {
      baseOptions: { modelAssetBuffer: new Uint8Array(model), delegate: "CPU" },
      runningMode: "VIDEO",
      ...options,
    },
  );
  tasks.push(task);
}
self.onmessage = ({ data: { picture, tMs } }) => {
  for (const task of tasks) task.detectForVideo(picture, tMs);
  self.postMessage(picture, [picture]);
};
self.postMessage("ready");
