// Ages the face in a photograph that moves, as the stage does with tracked pictures.
// window.drawAged(job) answers one PNG a frame (base64); window.timeAged(job) milliseconds a frame, and those
// of only showing the picture and the face's points.
// job: {photo, mesh, frames: [{x, y, noise, years, hand, has_mask}], width, height, side, isThrifty, seed};
// x, y: shift in pixels; hand: where there is one, x, y, z of its 21 landmarks in turn, in 0..1 of the
// picture; has_mask: false where the person mask is that of an earlier picture.
// window.heldFor(job, waits_ms) answers for each wait whether the aged picture of the first frame is still kept
// when a picture without a face comes so long after it.
import {
  BufferAttribute,
  BufferGeometry,
  OrthographicCamera,
  Points,
  PointsMaterial,
  Scene,
  WebGLRenderer,
} from "../../../web/node_modules/three/build/three.module.js";
import { bytesOf } from "../../../web/sheet/png.ts";
import { TexturePixels } from "../../../web/sheet/texture-pixels.ts";
import { AgedPicture } from "../../../web/src/stage/aged-picture.ts";
import { FaceAging } from "../../../web/src/stage/aging/face-aging.ts";
import { ANCHORS } from "../../../web/src/stage/aging/landmarks.ts";
import { random } from "../../../web/src/stage/aging/person-seed.ts";
import { CameraView } from "../../../web/src/stage/camera-view.ts";

const PASSED_S = 1 / 15;

async function load(address) {
  const photo = new Image();
  photo.src = address;
  await photo.decode();
  return photo;
}

function draw(photo, { x, y }, { width, height }) {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext("2d", { alpha: false });
  pen.fillStyle = "#8a8f94";
  pen.fillRect(0, 0, width, height);
  pen.drawImage(photo, x, y);
  return canvas.transferToImageBitmap();
}

// Landmarks of the shifted photo, each off by up to so many pixels.
function moved(mesh, photo, { x, y, noise }, { width, height }, toss) {
  return Float32Array.from(mesh, (value, index) => {
    const axis = index % 3;
    const off = noise * (2 * toss() - 1);
    if (axis === 0) return (value * photo.width + x + off) / width;
    if (axis === 1) return (value * photo.height + y + off) / height;
    return (value * photo.width) / width;
  });
}

// An ellipse about head and shoulders, in the segmenter's size.
function personMask(mesh) {
  const side = 256;
  const nose = 3 * ANCHORS.nose_tip;
  const [x, y] = [mesh[nose], mesh[nose + 1]];
  const data = Uint8Array.from({ length: side * side }, (_, place) => {
    const dx = ((place % side) + 0.5) / side - x;
    const dy = (Math.floor(place / side) + 0.5) / side - y;
    const away = Math.hypot(dx / 0.2, (dy - 0.1) / 0.45);
    return Math.max(0, Math.min(255, (1.1 - away) * 1500));
  });
  return { width: side, height: side, data };
}

async function eachFrame(job, three, take) {
  const photo = await load(job.photo);
  const aging = new FaceAging(three, { sideMax: job.side, isThrifty: job.isThrifty });
  const view = new CameraView();
  const toss = random(job.seed);
  for (const frame of job.frames) {
    view.setPicture(draw(photo, frame, job));
    const mesh = moved(job.mesh, photo, frame, job, toss);
    const mask = frame.has_mask === false ? null : personMask(mesh);
    const { texture, size } = view.tracked;
    const hands = frame.hand ? [frame.hand] : [];
    const age = () => aging.age(texture, size, [mesh], mask, frame.years, PASSED_S, size.width, hands);
    await take({ age, mesh, aging, view });
  }
  view.dispose();
  aging.dispose();
}

window.drawAged = async (job) => {
  const three = new WebGLRenderer({ antialias: false });
  const pixels = new TexturePixels(three);
  const drawn = [];
  await eachFrame(job, three, async ({ age, aging, view }) => {
    age();
    drawn.push(await bytesOf(pixels.canvasOf(aging.drawn(view.tracked.texture, job), job)));
  });
  three.dispose();
  three.forceContextLoss();
  return drawn;
};

window.heldFor = async (job, waits_ms) => {
  const photo = await load(job.photo);
  const three = new WebGLRenderer({ antialias: false });
  const view = new CameraView();
  const aged = await AgedPicture.load(three, true, view);
  const [frame] = job.frames;
  view.setPicture(draw(photo, frame, job));
  const mesh = moved(job.mesh, photo, frame, job, random(job.seed));
  aged.note({ tMs: 1000, meshes: [mesh], personMask: null, hands: [] });
  aged.draw(10 * frame.years, job.width);
  const held = waits_ms.map((wait_ms) => aged.holds({ tMs: 1000 + wait_ms, meshes: [] }));
  view.dispose();
  aged.dispose();
  three.dispose();
  three.forceContextLoss();
  return held;
};

window.timeAged = async (job) => {
  const three = new WebGLRenderer({ antialias: false });
  three.setSize(job.width, job.height, false);
  const gl = three.getContext();
  const scene = new Scene();
  const eye = new OrthographicCamera(0, job.width, 0, job.height, -2, 2);
  const places = new BufferAttribute(new Float32Array(job.mesh), 3);
  const points = new Points(
    new BufferGeometry().setAttribute("position", places),
    new PointsMaterial({ size: 2 }),
  );
  points.scale.set(job.width, job.height, 1);
  points.frustumCulled = false;
  points.renderOrder = 1;
  const show = () => {
    three.render(scene, eye);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  };
  const times = { bare_ms: [], aged_ms: [] };
  const whole = { left: 0, top: 0, width: 1, height: 1 };
  await eachFrame(job, three, async ({ age, mesh, aging, view }) => {
    if (scene.children.length === 0) {
      view.lookThrough(aging.lens);
      view.place(job.width, job.height, 1, whole, 1);
      view.mesh.position.set(job.width / 2, job.height / 2, -1);
      scene.add(view.mesh, points);
    }
    places.array.set(mesh);
    places.needsUpdate = true;
    view.setLensArea(null);
    let fromMs = performance.now();
    show();
    times.bare_ms.push(performance.now() - fromMs);
    fromMs = performance.now();
    age();
    view.setLensArea(aging.area);
    show();
    times.aged_ms.push(performance.now() - fromMs);
  });
  three.dispose();
  three.forceContextLoss();
  return times;
};
