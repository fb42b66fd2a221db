// Follows tracker frames as the stage does and prints where every place of the body then is.
// stdin: {"description": describe(), "runs": [[frames of one run …] …]}; stdout: for each run a list with
// one entry a frame: {anchor: {at, along, out, size, opacity}}, in body space (web/src/stage/body-point.ts).
import { readFileSync } from "node:fs";
import { axisOf } from "../../../web/src/stage/anchor-pose.ts";
import { BodyAnchors } from "../../../web/src/stage/body-anchors.ts";

const { description, runs } = JSON.parse(readFileSync(0, "utf8"));
const sides = ["left", "right"];
const anchors = [
  ...sides.flatMap((side) =>
    Object.keys(description.hand_anchors).map((place) => `${side}_hand.${place}`),
  ),
  ...sides.map((side) => `face.user_${side}_ear`),
];
const answer = runs.map((frames) => {
  const body = new BodyAnchors(description);
  let lastMs = frames[0].t_ms;
  return frames.map((frame) => {
    body.update(frame, frame.faces[0] ?? null);
    body.advance((frame.t_ms - lastMs) / 1000);
    lastMs = frame.t_ms;
    const places = {};
    for (const anchor of anchors) {
      const place = body.place(anchor);
      if (place === null) continue;
      const { pose, opacity } = place;
      places[anchor] = {
        at: pose.at.toArray(),
        along: axisOf(pose.turn, 1).toArray(),
        out: axisOf(pose.turn, 2).toArray(),
        size: pose.size,
        opacity,
      };
    }
    return places;
  });
});
console.log(JSON.stringify(answer));
