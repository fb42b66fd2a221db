// Reads and writes compressed .glb files with the packages of web/node_modules.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const fromWeb = createRequire(new URL("../../web/package.json", import.meta.url));
export const load = (name) => import(pathToFileURL(fromWeb.resolve(name)).href);

const { Logger, NodeIO } = await load("@gltf-transform/core");
const { EXTMeshoptCompression, KHRMeshQuantization } = await load("@gltf-transform/extensions");
const { MeshoptDecoder, MeshoptEncoder } = await load("meshoptimizer");
await Promise.all([MeshoptDecoder.ready, MeshoptEncoder.ready]);

export { EXTMeshoptCompression, MeshoptEncoder };

export const quiet = new Logger(Logger.Verbosity.ERROR);

export const io = new NodeIO()
  .setLogger(quiet)
  .registerExtensions([EXTMeshoptCompression, KHRMeshQuantization])
  .registerDependencies({ "meshopt.decoder": MeshoptDecoder, "meshopt.encoder": MeshoptEncoder });
