// Plays the dodge game by moving the photo in answer to window.kindlens.inspect().
(() => {
  const STEP_MS = 40;
  const REACH_PX = 150; // How far the face may leave the middle of the camera picture.
  const GAIN_PX = 34; // Pixels a step for a stall that is a whole stage away.
  const STEP_MAX_PX = 12;
  const NOD_DEPTH_PX = 26;
  const NOD_STEPS = 14;
  const NOD_EVERY_STEPS = 45;
  const DODGE = 0.2;
  const NEAR = 0.16;
  const robot = window.__robot;
  robot.seen = { phases: [], hints: [], lastTick: 0 };
  let step = 0;
  let nodStep = 0;

  const nearest = (nodes, role) =>
    nodes.filter((node) => node.role === role && node.visible).sort((a, b) => b.y - a.y)[0];

  function wantedX(nodes, stall) {
    const clean = nearest(nodes, "clean_food");
    const dark = nearest(nodes, "dark_food");
    if (dark && (!clean || dark.y > clean.y) && Math.abs(dark.x - stall.x) < NEAR) {
      return dark.x + (dark.x < 0.5 ? DODGE : -DODGE);
    }
    return clean ? clean.x : 0.5;
  }

  function act() {
    const state = window.kindlens?.inspect?.();
    if (!state) return;
    if (robot.seen.phases.at(-1) !== state.phase) robot.seen.phases.push(state.phase);
    if (state.hint && !robot.seen.hints.includes(state.hint)) robot.seen.hints.push(state.hint);
    robot.seen.lastTick = state.tick;
    step += 1;
    if (state.hint === "nod") {
      nodStep = (nodStep + 1) % NOD_EVERY_STEPS;
      const part = nodStep < NOD_STEPS ? nodStep / NOD_STEPS : 0;
      robot.y = robot.homeY + NOD_DEPTH_PX * Math.sin(Math.PI * part);
      return;
    }
    nodStep = 0;
    robot.y = robot.homeY;
    const stall = state.nodes.find((node) => node.role === "player");
    if (state.phase !== "playing" || !stall) return;
    const error = wantedX(state.nodes, stall) - stall.x;
    // The camera picture is not mirrored: to go right on the screen the face goes left in it.
    const move = Math.max(-STEP_MAX_PX, Math.min(STEP_MAX_PX, -GAIN_PX * error));
    robot.x = Math.max(robot.homeX - REACH_PX, Math.min(robot.homeX + REACH_PX, robot.x + move));
  }

  setInterval(act, STEP_MS);
})();
