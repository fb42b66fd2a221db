// Puts several people in place of the camera, each a real photo cut out around its face.
// Set up by crowd.py: window.__crowd = {photos: [{photo: base64 of a picture, faceCenter, faceWidth}],
// people: [{photo: place in photos, x, y, width, light, is_mirrored}]}; x, y, width in pixels.
(() => {
  const WIDTH = 640;
  const HEIGHT = 480;
  const FRAME_MS = 33;
  const CUT_FACE_WIDTHS = 1.1; // To each side of the face's middle.
  const crowd = window.__crowd;
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  const images = crowd.photos.map(({ photo }) => {
    const bytes = Uint8Array.from(atob(photo), (letter) => letter.charCodeAt(0));
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([bytes]));
    return image;
  });

  function draw() {
    pen.resetTransform();
    pen.globalAlpha = 1;
    pen.fillStyle = "#777f88";
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    for (const { photo, x, y, width, light, is_mirrored } of crowd.people) {
      const { faceCenter, faceWidth } = crowd.photos[photo];
      const cut = CUT_FACE_WIDTHS * faceWidth;
      const side = 2 * CUT_FACE_WIDTHS * width;
      const from = [faceCenter[0] - cut, faceCenter[1] - cut, 2 * cut, 2 * cut];
      pen.globalAlpha = light;
      pen.setTransform(is_mirrored ? -1 : 1, 0, 0, 1, x, y);
      pen.drawImage(images[photo], ...from, -side / 2, -side / 2, side, side);
    }
  }

  setInterval(draw, FRAME_MS);
  navigator.mediaDevices.getUserMedia = async () => {
    await Promise.all(images.map((image) => image.decode()));
    draw();
    return canvas.captureStream(30);
  };
})();
