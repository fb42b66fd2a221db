// Puts the ornaments on by moving and swapping the hand in answer to window.kindlens.inspect().
(() => {
  const STEP_MS = 40;
  const STEP_PX = 9;
  const WIDTH = 640;
  const HEIGHT = 480;
  const RAISED = { x: 150, y: 260 };
  const LINGERS_STEPS = 14; // A hand that has just changed its gesture rests for half a second.
  const TRIES_AGAIN_STEPS = 60; // A gesture that led to nothing is opened and made again.
  const robot = window.__robot;
  robot.seen = { phases: [], hints: [], gestures: [], lines: [] };
  let lingers = 0;
  let since = 0;

  const note = (list, word) => {
    if (word && list.at(-1) !== word) list.push(word);
  };

  /** From 0..1 of the stage as shown to pixels of the unmirrored camera picture. */
  function toCamera(node, camera) {
    const x = (node.x - camera.x) / camera.w + 0.5;
    const y = (node.y - camera.y) / camera.h + 0.5;
    return { x: (1 - x) * WIDTH, y: y * HEIGHT };
  }

  function go({ x, y }) {
    const { hand } = robot;
    const gap = Math.hypot(x - hand.x, y - hand.y);
    const share = gap <= STEP_PX ? 1 : STEP_PX / gap;
    hand.x += (x - hand.x) * share;
    hand.y += (y - hand.y) * share;
    return share === 1;
  }

  function show(gesture) {
    if (robot.hand.gesture === gesture) return;
    robot.hand.gesture = gesture;
    lingers = LINGERS_STEPS;
    since = 0;
  }

  function goAndShow(place, gesture) {
    if (go(place)) show(gesture);
  }

  function answer(state, camera) {
    const trays = state.nodes.filter((node) => node.role.startsWith("tray:"));
    const lit = trays.sort((a, b) => b.w - a.w)[0];
    switch (state.hint) {
      case "show_hand":
        goAndShow(RAISED, "open_palm");
        break;
      case "grip":
        goAndShow(toCamera(lit, camera), "fist");
        break;
      case "wear_wrist":
        goAndShow(RAISED, "open_palm");
        break;
      case "wear_finger":
        goAndShow(RAISED, "point");
        break;
      case "wear_ears":
        goAndShow({ x: robot.x - 0.55 * 150, y: robot.y + 30 }, "open_palm");
        break;
      case "thumb_up":
        goAndShow(RAISED, "thumb_up");
        break;
      case "show_all":
        goAndShow(RAISED, "open_palm");
        break;
      default:
        break;
    }
  }

  function act() {
    const state = window.kindlens?.inspect?.();
    if (!state) return;
    note(robot.seen.phases, state.phase);
    note(robot.seen.hints, state.hint);
    note(robot.seen.gestures, state.signals[`${robot.hand.side}_hand_gesture`]);
    lingers -= 1;
    since += 1;
    const camera = state.nodes.find((node) => node.kind === "camera");
    if (!camera || lingers > 0) return;
    if (state.hint === "grip" && robot.hand.gesture !== "open_palm" && since > TRIES_AGAIN_STEPS) {
      show("open_palm");
      return;
    }
    // A hand comes open, and closes where it is wanted.
    if (state.hint === "grip" && robot.hand.gesture === "thumb_up") show("open_palm");
    else answer(state, camera);
  }

  setInterval(act, STEP_MS);
})();
