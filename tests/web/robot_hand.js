// Puts a hand before the camera, beside the photo of robot_camera.js: real hands, cut out.
// Set up by robot.py: window.__robot.hands = {gesture: {picture: base64 of a WebP, middle: [x, y]}}.
(() => {
  const robot = window.__robot;
  const pictures = {};
  for (const [gesture, { picture }] of Object.entries(robot.hands)) {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    pictures[gesture] = new Image();
    pictures[gesture].src = URL.createObjectURL(new Blob([bytes], { type: "image/webp" }));
  }
  // x, y: the palm's middle in canvas pixels. side: the visitor's own; the cut-outs are right hands.
  robot.hand = { gesture: null, x: 200, y: 300, side: "right", scale: 1 };
  robot.drawHand = (pen) => {
    const { gesture, x, y, side, scale } = robot.hand;
    const picture = pictures[gesture];
    if (!picture?.complete) return;
    const [middleX, middleY] = robot.hands[gesture].middle;
    pen.save();
    pen.translate(x, y);
    pen.scale(side === "right" ? scale : -scale, scale);
    pen.drawImage(picture, -middleX, -middleY);
    pen.restore();
  };
})();
