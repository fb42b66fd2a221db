// Sews a wish: moves a pointing hand until the tip of its finger is at the pearl that shines.
(() => {
  const STEP_MS = 40;
  const GAIN = 0.16;
  const STEP_MAX_PX = 10;
  const robot = window.__robot;
  robot.isHidden = false;
  robot.homeX = robot.x = 540;
  robot.hand.gesture = "point";
  robot.hand.x = 320;
  robot.hand.y = 330;

  setInterval(() => {
    const state = window.kindlens?.inspect?.();
    const camera = state?.nodes.find((node) => node.kind === "camera");
    const pearl = state?.nodes.find((node) => node.role === "next_pearl" && node.visible);
    if (!camera || !pearl) return;
    const x = 1000 * ((pearl.x - camera.x + camera.w / 2) / camera.w);
    const y = 1000 * ((pearl.y - camera.y + camera.h / 2) / camera.h);
    const side = state.signals.is_right_hand_present ? "right" : "left";
    const errorX = x - state.signals[`${side}_hand_tip_x_permille`];
    const errorY = y - state.signals[`${side}_hand_tip_y_permille`];
    const step = (px) => Math.max(-STEP_MAX_PX, Math.min(STEP_MAX_PX, px * GAIN));
    robot.hand.x -= step(errorX * 0.64);
    robot.hand.y += step(errorY * 0.48);
  }, STEP_MS);
})();
