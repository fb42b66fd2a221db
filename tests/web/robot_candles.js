// Blows candles out: the face moves before a flame and purses its lips.
(() => {
  const STEP_MS = 40;
  const GAIN_PX = 160;
  const STEP_MAX_PX = 9;
  const NEAR_PERMILLE = 45;
  const robot = window.__robot;
  robot.homeY = robot.y = 190;

  setInterval(() => {
    const state = window.kindlens?.inspect?.();
    const camera = state?.nodes.find((node) => node.kind === "camera");
    const flame = state?.nodes.find((node) => node.role === "flame" && node.visible);
    if (!camera || !flame || state.phase !== "playing") {
      robot.isPursed = false;
      return;
    }
    const wanted = 1000 * ((flame.x - camera.x + camera.w / 2) / camera.w);
    const error = wanted - state.signals.head_x_permille;
    const move = Math.max(-STEP_MAX_PX, Math.min(STEP_MAX_PX, (-GAIN_PX * error) / 1000));
    robot.x += move;
    robot.isPursed = Math.abs(error) < NEAR_PERMILLE;
  }, STEP_MS);
})();
