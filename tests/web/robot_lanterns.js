// Lights lanterns with an open palm, in answer to window.kindlens.inspect().
(() => {
  const STEP_MS = 40;
  const FOLLOW = 0.2;
  const robot = window.__robot;
  robot.homeX = robot.x = 470; // The face sits aside, the hand has the middle.
  robot.hand.gesture = "open_palm";
  robot.hand.scale = 1.15;

  setInterval(() => {
    const state = window.kindlens?.inspect?.();
    const camera = state?.nodes.find((node) => node.kind === "camera");
    if (!camera) return;
    const lowest = state.nodes
      .filter((node) => node.role === "lantern" && node.visible && node.y > 0.15)
      .sort((a, b) => b.y - a.y)[0];
    if (!lowest) return;
    // The camera's picture is not mirrored: right on the screen is left in it.
    const x = 640 * (1 - (lowest.x - camera.x + camera.w / 2) / camera.w);
    const y = 480 * ((lowest.y - camera.y + camera.h / 2) / camera.h);
    robot.hand.x += (x - robot.hand.x) * FOLLOW;
    robot.hand.y += (Math.max(190, y + 20) - robot.hand.y) * FOLLOW;
  }, STEP_MS);
})();
