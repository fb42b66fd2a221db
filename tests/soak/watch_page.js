// Lets the soak look inside a kiosk's page: which workers and object URLs live, and what was handed
// in. A canvas stands in for the camera; nobody is before it.
(() => {
  const soak = { workers: new Set(), urls: new Set(), stream: null };
  window.__soak = soak;
  const NativeWorker = window.Worker;
  window.Worker = class extends NativeWorker {
    constructor(...given) {
      super(...given);
      soak.workers.add(this);
    }
    terminate() {
      soak.workers.delete(this);
      super.terminate();
    }
  };
  const create = URL.createObjectURL.bind(URL);
  const revoke = URL.revokeObjectURL.bind(URL);
  URL.createObjectURL = (blob) => {
    const url = create(blob);
    soak.urls.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    soak.urls.delete(url);
    revoke(url);
  };
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 320;
    canvas.height = 240;
    const pen = canvas.getContext("2d");
    const draw = () => {
      pen.fillStyle = `hsl(0 0% ${45 + (performance.now() / 100) % 10}%)`;
      pen.fillRect(0, 0, 320, 240);
    };
    draw();
    soak.stream = canvas.captureStream();
    const timer = setInterval(() => {
      if (soak.stream.getVideoTracks()[0]?.readyState === "ended") clearInterval(timer);
      draw();
    }, 200);
    return soak.stream;
  };
  soak.loseCamera = () => {
    for (const track of soak.stream?.getVideoTracks() ?? []) {
      track.stop();
      track.dispatchEvent(new Event("ended")); // stop() alone tells nobody.
    }
  };
  soak.killWorker = () => {
    // As a browser does that runs out of memory: nobody is told.
    for (const worker of soak.workers) NativeWorker.prototype.terminate.call(worker);
  };
})();
