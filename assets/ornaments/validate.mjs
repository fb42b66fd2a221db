// Khronos' validator on the bytes of a .glb: the lines worth stopping for, none when it is clean.
import { createRequire } from "node:module";

const fromWeb = createRequire(new URL("../../web/package.json", import.meta.url));
const { validateBytes } = fromWeb("gltf-validator");

const GRAVE = 1; // Its severities: 0 error, 1 warning, 2 information.
// three.js takes the tangent space from screen derivatives; stored tangents would cost bytes.
const IGNORED = ["MESH_PRIMITIVE_GENERATED_TANGENT_SPACE"];

export async function problemsOf(bytes) {
  const options = { maxIssues: 20, ignoredIssues: IGNORED };
  const { issues } = await validateBytes(new Uint8Array(bytes), options);
  return issues.messages
    .filter(({ severity }) => severity <= GRAVE)
    .map(({ code, message, pointer }) => `${code} ${pointer ?? ""}: ${message}`);
}
