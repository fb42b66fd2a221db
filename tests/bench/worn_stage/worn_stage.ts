// Times drawings of the real stage with everything worn beside the least a stage can draw: the camera
// picture and the 478 points of a face. Both redraw all of it, at the same size.
// window.timeDraws(job) answers {worn_ms, bare_ms}: one number a drawing, finished on the renderer.
import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  Mesh,
  MeshBasicMaterial,
  OrthographicCamera,
  PlaneGeometry,
  Scene,
  Texture,
  WebGLRenderer,
} from "../../../web/node_modules/three/build/three.module.js";
import { DrawGovernor } from "../../../web/src/stage/draw-governor.ts";
import { faceTriangles } from "../../../web/src/stage/face-triangles.ts";
import { Stage } from "../../../web/src/stage/stage.ts";

const WARM_UP = 8;
const STEP_MS = 66;

function newCanvas() {
  const canvas = document.createElement("canvas");
  document.body.append(canvas);
  return canvas;
}

function finish(canvas) {
  const gl = canvas.getContext("webgl2");
  gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
}

async function time(canvas, draws, drawOne) {
  const times = [];
  for (let count = 0; count < WARM_UP + draws; count += 1) {
    const picture = await createImageBitmap(window.photo);
    const startedMs = performance.now();
    drawOne(picture, count);
    finish(canvas);
    if (count >= WARM_UP) times.push(performance.now() - startedMs);
  }
  return times;
}

function packed(fields, node) {
  const rest = { role: "decor", opacity_percent: 100, is_visible: 1, id: 0, ...node };
  const words = ["kind", "role", "image", "motion", "anchor", "text"];
  return fields.map((field) => rest[field] ?? (words.includes(field) ? "" : 0));
}

async function timeWorn({ description, release, nodes, frames, mesh, draws }) {
  const canvas = newCanvas();
  const stage = new Stage({
    canvas,
    art: release.art,
    catalogue: {},
    description,
    reducedMotion: false,
    models: release.models,
    occluders: { face: true, hands: true },
    figure: null,
  });
  await stage.prepare(() => undefined);
  stage.update(nodes.map((node) => packed(description.node_fields, node)), []);
  const points = new Float32Array(mesh);
  const times = await time(canvas, draws, (picture, count) => {
    const tMs = 1000 + count * STEP_MS;
    stage.setTracked(picture, { ...frames[count % frames.length], t_ms: tMs }, [points]);
    stage.draw(tMs, 1);
  });
  const worn = stage.inspect().filter(({ kind, visible }) => kind === "model" && visible).length;
  stage.dispose();
  canvas.remove();
  return { times, worn };
}

async function timeBare({ mesh, draws }) {
  const canvas = newCanvas();
  const renderer = new WebGLRenderer({ canvas, antialias: false });
  const { clientWidth: width, clientHeight: height } = canvas;
  renderer.setPixelRatio(new DrawGovernor(true).pixelRatio(width, height, window.devicePixelRatio));
  renderer.setSize(width, height, false);
  const scene = new Scene();
  const camera = new OrthographicCamera(0, 1, 0, 1, -2, 2);
  const video = new Texture();
  const screen = new Mesh(new PlaneGeometry(1, -1), new MeshBasicMaterial({ map: video }));
  screen.position.set(0.5, 0.5, -1);
  const points = new BufferAttribute(new Float32Array(mesh), 3);
  const face = new Mesh(
    new BufferGeometry().setAttribute("position", points).setIndex(faceTriangles()),
    new MeshBasicMaterial({ transparent: true, opacity: 0.5, side: DoubleSide }),
  );
  face.frustumCulled = false;
  scene.add(screen, face);
  let before = null;
  const times = await time(canvas, draws, (picture) => {
    if (before === null) video.dispose();
    before?.close();
    before = picture;
    video.image = picture;
    video.needsUpdate = true;
    points.array.set(mesh);
    points.needsUpdate = true;
    renderer.render(scene, camera);
  });
  renderer.dispose();
  renderer.forceContextLoss();
  canvas.remove();
  return times;
}

window.timeDraws = async (job) => {
  window.photo = new Image();
  window.photo.src = job.photo;
  await window.photo.decode();
  const bare = await timeBare(job);
  const { times, worn } = await timeWorn(job);
  return { bare_ms: bare, worn_ms: times, worn };
};
