// Shows each picture to the tasks that the address names (?tasks=hand,face,person&hands=2&matrix=1),
// all on the CPU, and gives it back.
import {
  FaceLandmarker,
  FilesetResolver,
  HandLandmarker,
  ImageSegmenter,
} from "/tasks-vision/vision_bundle.mjs";
import moduleFactory from "/tasks-vision/wasm/vision_wasm_module_internal.js";

const PERSON_PX = 256; // What the segmenter looks at, whatever it is given.
const wanted = new URLSearchParams(self.location.search);
const wasm = `${self.location.origin}/tasks-vision/wasm`;
const files = await FilesetResolver.forVisionTasks(wasm, true);
const KINDS = {
  face: {
    Task: FaceLandmarker,
    model: "face_landmarker.task",
    options: { numFaces: 1, outputFacialTransformationMatrixes: wanted.has("matrix") },
  },
  hand: {
    Task: HandLandmarker,
    model: "hand_landmarker.task",
    options: { numHands: Number(wanted.get("hands")) },
  },
  person: { Task: ImageSegmenter, model: "selfie_segmenter.tflite", options: {} },
};
const small = new OffscreenCanvas(PERSON_PX, PERSON_PX).getContext("2d", { alpha: false });
const looks = [];
for (const name of wanted.get("tasks").split(",")) {
  const { Task, model, options } = KINDS[name];
  const bytes = await (await fetch(`/models/${model}`)).arrayBuffer();
  self.ModuleFactory = moduleFactory; // Every task takes it away.
  const task = await Task.createFromOptions(
    { ...files, wasmLoaderPath: "" },
    {
      baseOptions: { modelAssetBuffer: new Uint8Array(bytes), delegate: "CPU" },
      runningMode: "VIDEO",
      ...options,
    },
  );
  looks.push(name === "person" ? (...seen) => segment(task, ...seen) : detect.bind(null, task));
}

function detect(task, picture, tMs) {
  task.detectForVideo(picture, tMs);
}

function segment(task, picture, tMs) {
  small.drawImage(picture, 0, 0, PERSON_PX, PERSON_PX);
  task.segmentForVideo(small.canvas, tMs, ({ confidenceMasks }) => {
    confidenceMasks[0].getAsUint8Array();
  });
}

self.onmessage = ({ data: { picture, tMs } }) => {
  for (const look of looks) look(picture, tMs);
  self.postMessage(picture, [picture]);
};
self.postMessage("ready");
