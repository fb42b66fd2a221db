// Tracks one face on the CPU and gives the picture back.
import { FaceLandmarker, FilesetResolver } from "/tasks-vision/vision_bundle.mjs";
import moduleFactory from "/tasks-vision/wasm/vision_wasm_module_internal.js";

const files = await FilesetResolver.forVisionTasks(`${self.location.origin}/tasks-vision/wasm`, true);
self.ModuleFactory = moduleFactory;
const model = await (await fetch("/models/face_landmarker.task")).arrayBuffer();
const landmarker = await FaceLandmarker.createFromOptions(
  { ...files, wasmLoaderPath: "" },
  {
    baseOptions: { modelAssetBuffer: new Uint8Array(model), delegate: "CPU" },
    runningMode: "VIDEO",
    numFaces: 1,
  },
);
self.onmessage = ({ data: { picture, tMs } }) => {
  landmarker.detectForVideo(picture, tMs);
  self.postMessage(picture, [picture]);
};
self.postMessage("ready");
