// Plays the dodge game without a camera: points where a clean dish comes, away from a dark one.
(() => {
  const STEP_MS = 50;
  const STALL_Y = 0.8;
  const DODGE = 0.2;
  const NEAR = 0.16;
  const MOUSE = { isPrimary: true, pointerType: "mouse", bubbles: true };

  const nearest = (nodes, role) =>
    nodes.filter((node) => node.role === role && node.visible).sort((a, b) => b.y - a.y)[0];

  function wantedX(nodes) {
    const stall = nearest(nodes, "player");
    const clean = nearest(nodes, "clean_food");
    const dark = nearest(nodes, "dark_food");
    if (dark && (!clean || dark.y > clean.y) && Math.abs(dark.x - stall.x) < NEAR) {
      return dark.x + (dark.x < 0.5 ? DODGE : -DODGE);
    }
    return clean?.x;
  }

  const timer = setInterval(() => {
    const canvas = document.querySelector("canvas");
    const state = window.kindlens?.inspect();
    if (!state || !canvas || state.phase === "finished") {
      clearInterval(timer);
      return;
    }
    if (state.hint === "tap") dispatchEvent(new KeyboardEvent("keydown", { key: " " }));
    const x = wantedX(state.nodes);
    if (x === undefined) return;
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const at = { clientX: left + x * width, clientY: top + STALL_Y * height };
    canvas.dispatchEvent(new PointerEvent("pointermove", { ...at, ...MOUSE }));
  }, STEP_MS);
})();
