// Draws what is worn with the real stage, for tests that look at its pixels.
// window.drawWorn(job) resolves once it is drawn, with the nodes that inspect() shows; job.before
// tells what was tracked for the first half of the time.
import { Stage } from "../../../web/src/stage/stage.ts";

const FRAMES = 60; // Until what appears has faded in and the light has settled.
const STEP_MS = 33; // A rate at which the stage does not go coarser.

let stage = null;
let clockMs = 0; // Never goes back, or nothing would be due.

function packed(fields, node) {
  const rest = { role: "decor", opacity_percent: 100, is_visible: 1, id: 0, ...node };
  const words = ["kind", "role", "image", "motion", "anchor", "text"];
  return fields.map((field) => rest[field] ?? (words.includes(field) ? "" : 0));
}

async function openStage({ description, models }) {
  const canvas = document.createElement("canvas");
  document.body.append(canvas);
  const opened = new Stage({
    canvas,
    art: {},
    catalogue: {},
    description,
    reducedMotion: true,
    models,
    occluders: { face: true, hands: true },
    figure: null,
  });
  await opened.prepare(() => undefined);
  return opened;
}

window.drawWorn = async (job) => {
  stage ??= await openStage(job);
  stage.clear();
  stage.update(
    job.nodes.map((node) => packed(job.description.node_fields, node)),
    [],
  );
  const photo = new Image();
  photo.src = job.photo;
  await photo.decode();
  for (let count = 0; count < FRAMES; count += 1) {
    clockMs += STEP_MS;
    const seen = count < FRAMES / 2 ? job.before : job;
    const meshes = seen.meshes.map((mesh) => new Float32Array(mesh));
    stage.setTracked(await createImageBitmap(photo), { ...seen.frame, t_ms: clockMs }, meshes);
    stage.draw(clockMs, 1);
  }
  return stage.inspect();
};
