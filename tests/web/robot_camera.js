// Puts a photo in place of the camera and moves it as a player moves the head.
// Set up by robot.py: window.__robot = {photo: base64 of a JPEG, faceCenter: [x, y], faceWidth}.
(() => {
  const WIDTH = 640;
  const HEIGHT = 480;
  const FACE_WIDTH_PX = 150;
  const FRAME_MS = 33;
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const pen = canvas.getContext("2d");
  const robot = window.__robot;
  const photo = pictureOf(robot.photo);
  const pursed = robot.pursed ? pictureOf(robot.pursed) : photo;
  // Where the face's centre is, in canvas pixels; robot_dodge_food.js moves it.
  robot.x = WIDTH / 2;
  robot.y = HEIGHT / 2;
  robot.isHidden = false;
  robot.homeX = WIDTH / 2;
  robot.homeY = HEIGHT / 2;

  function draw() {
    pen.fillStyle = "#777f88";
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    if (robot.isHidden || !photo.complete) return;
    const scale = FACE_WIDTH_PX / robot.faceWidth;
    const left = robot.x - robot.faceCenter[0] * scale;
    const top = robot.y - robot.faceCenter[1] * scale;
    const shown = robot.isPursed ? pursed : photo; // robot.py: seat_with_lips.
    pen.drawImage(shown, left, top, photo.width * scale, photo.height * scale);
    robot.drawHand?.(pen); // robot_hand.js puts a hand before the camera.
  }

  function pictureOf(base64) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const picture = new Image();
    picture.src = URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
    return picture;
  }

  setInterval(draw, FRAME_MS);
  navigator.mediaDevices.getUserMedia = async () => {
    await Promise.all([photo.decode(), pursed.decode()]);
    draw();
    robot.stream = canvas.captureStream(robot.picturesPerS ?? 30);
    return robot.stream;
  };
})();
