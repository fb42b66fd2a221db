// The least a page can do: the newest camera picture to a worker, the tracked one to the screen.
// window.tracked: pictures drawn so far.
window.tracked = 0;
const pen = document.querySelector("canvas").getContext("2d");
const video = document.createElement("video");
video.muted = true;
video.playsInline = true;
video.srcObject = await navigator.mediaDevices.getUserMedia({
  video: { width: { ideal: 640 }, height: { ideal: 480 } },
});
await video.play();

const worker = new Worker(`worker.mjs${location.search}`, { type: "module" });
await new Promise((resolve) => {
  worker.onmessage = resolve;
});
let isBusy = false;
worker.onmessage = ({ data: picture }) => {
  pen.drawImage(picture, 0, 0);
  picture.close();
  window.tracked += 1;
  isBusy = false;
};
async function takePicture() {
  video.requestVideoFrameCallback(takePicture);
  if (isBusy) return;
  isBusy = true;
  const picture = await createImageBitmap(video);
  worker.postMessage({ picture, tMs: performance.now() }, [picture]);
}
video.requestVideoFrameCallback(takePicture);
