// Makes plain .glb files small and valid: node compress.mjs FROM_FOLDER TO_FOLDER name …
//
// Welds, orders for the GPU's caches, quantises and compresses (EXT_meshopt_compression). Checks
// the plain file and the small one with Khronos' validator and ends with 1 if it finds anything.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { EXTMeshoptCompression, io, load, MeshoptEncoder, quiet } from "./gltf_tools.mjs";
import { problemsOf } from "./validate.mjs";

const { dedup, prune, quantize, reorder, weld } = await load("@gltf-transform/functions");

async function check(name, bytes) {
  for (const problem of await problemsOf(bytes)) {
    process.stderr.write(`${name}: ${problem}\n`);
    process.exitCode = 1;
  }
}

const [from, to, ...names] = process.argv.slice(2);
for (const name of names) {
  const plain = await readFile(join(from, `${name}.glb`));
  await check(`${name}, not yet compressed`, plain);
  const document = await io.readBinary(plain);
  document.setLogger(quiet);
  await document.transform(
    dedup(),
    weld(),
    prune(),
    reorder({ encoder: MeshoptEncoder }),
    quantize({ quantizePosition: 14, quantizeNormal: 8, quantizeTexcoord: 12, quantizeColor: 8 }),
  );
  document
    .createExtension(EXTMeshoptCompression)
    .setRequired(true)
    .setEncoderOptions({ method: EXTMeshoptCompression.EncoderMethod.QUANTIZE });
  const small = await io.writeBinary(document);
  await check(name, small);
  await writeFile(join(to, `${name}.glb`), small);
}
