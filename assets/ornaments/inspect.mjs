// Says as JSON what .glb files hold: node inspect.mjs FOLDER name …
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { io, load } from "./gltf_tools.mjs";
import { problemsOf } from "./validate.mjs";

const { getBounds } = await load("@gltf-transform/functions");

// Half width and half depth of what wears a piece: how near do its vertices come to the middle?
const LIMBS = { "0.5x0.42": [0.5, 0.42], "0.5x0.5": [0.5, 0.5] };

function reachIn(scene, [halfX, halfZ]) {
  let nearest = Number.POSITIVE_INFINITY;
  scene.traverse((node) => {
    const matrix = node.getWorldMatrix();
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) {
      const positions = primitive.getAttribute("POSITION");
      const at = [0, 0, 0];
      for (let index = 0; index < positions.getCount(); index += 1) {
        positions.getElement(index, at);
        const x = matrix[0] * at[0] + matrix[4] * at[1] + matrix[8] * at[2] + matrix[12];
        const z = matrix[2] * at[0] + matrix[6] * at[1] + matrix[10] * at[2] + matrix[14];
        nearest = Math.min(nearest, Math.hypot(x / halfX, z / halfZ));
      }
    }
  });
  return nearest;
}

const [folder, ...names] = process.argv.slice(2);
const reports = {};
for (const name of names) {
  const bytes = await readFile(join(folder, `${name}.glb`));
  const document = await io.readBinary(bytes);
  const root = document.getRoot();
  const [scene] = root.listScenes();
  const { min, max } = getBounds(scene);
  const primitives = root.listMeshes().flatMap((mesh) => mesh.listPrimitives());
  reports[name] = {
    problems: await problemsOf(bytes),
    triangles: primitives.reduce((sum, each) => sum + each.getIndices().getCount() / 3, 0),
    low: min,
    high: max,
    reach_in: Object.fromEntries(
      Object.entries(LIMBS).map(([limb, halves]) => [limb, reachIn(scene, halves)]),
    ),
    roots: scene.listChildren().map((node) => node.getName()),
    nodes: root.listNodes().map((node) => node.getName()),
    pivots: Object.fromEntries(
      root.listNodes().map((node) => [node.getName(), node.getWorldTranslation()]),
    ),
    materials: Object.fromEntries(
      root
        .listMaterials()
        .map((each) => [each.getName(), [each.getMetallicFactor(), each.getRoughnessFactor()]]),
    ),
  };
}
process.stdout.write(JSON.stringify(reports));
