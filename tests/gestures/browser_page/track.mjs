// The browser's face and hand landmarkers on one picture after another, as plain numbers.
// window.openTracker() once, then window.trackPicture(url, tMs) in order.
import { FaceLandmarker, FilesetResolver, HandLandmarker } from "/tasks-vision/vision_bundle.mjs";
import moduleFactory from "/tasks-vision/wasm/vision_wasm_module_internal.js";

let faces;
let hands;

async function modelOptions(file) {
  const answer = await fetch(`/models/${file}`);
  if (!answer.ok) throw new Error(`got ${answer.status} for /models/${file}`);
  const modelAssetBuffer = new Uint8Array(await answer.arrayBuffer());
  return { baseOptions: { modelAssetBuffer, delegate: "CPU" }, runningMode: "VIDEO" };
}

window.openTracker = async (handsMax) => {
  const found = await FilesetResolver.forVisionTasks(`${location.origin}/tasks-vision/wasm`, true);
  const files = { ...found, wasmLoaderPath: "" };
  self.ModuleFactory = moduleFactory; // Every task takes it away.
  faces = await FaceLandmarker.createFromOptions(files, {
    ...(await modelOptions("face_landmarker.task")),
    numFaces: 1,
    outputFaceBlendshapes: true,
    outputFacialTransformationMatrixes: true,
  });
  self.ModuleFactory = moduleFactory;
  hands = await HandLandmarker.createFromOptions(files, {
    ...(await modelOptions("hand_landmarker.task")),
    numHands: handsMax,
  });
};

const flat = (landmarks) => landmarks.flatMap(({ x, y, z }) => [x, y, z]);

window.trackPicture = async (url, tMs) => {
  const picture = await createImageBitmap(await (await fetch(url)).blob());
  const beganMs = performance.now();
  const face = faces.detectForVideo(picture, tMs);
  const hand = hands.detectForVideo(picture, tMs);
  const tookMs = performance.now() - beganMs;
  const answer = {
    tookMs,
    width: picture.width,
    height: picture.height,
    meshes: face.faceLandmarks.map(flat),
    blendshapes: face.faceBlendshapes.map(({ categories }) =>
      Object.fromEntries(categories.map(({ categoryName, score }) => [categoryName, score])),
    ),
    matrices: face.facialTransformationMatrixes.map(({ data }) => [...data]),
    hands: hand.landmarks.map((landmarks, index) => ({
      label: hand.handedness[index][0].categoryName,
      points: flat(landmarks),
    })),
  };
  picture.close();
  return answer;
};
window.isReady = true;
