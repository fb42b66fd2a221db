/** Opens what the author plays live, or from a clip. */
import type { StageHost } from "../stage-host.ts";
import { CameraSource } from "./camera-source.ts";
import type { SourceChoice } from "./choice.ts";
import { ClipSource } from "./clip-source.ts";
import { PointerSource } from "./pointer-source.ts";
import type { Source } from "./source.ts";
import type { TrackingOrder } from "./tracked-source.ts";

export type LiveChoice = Exclude<SourceChoice, { kind: "trace" }>;

/** host: with its stage open. Throws PlayError. */
export async function openSource(
  choice: LiveChoice,
  host: StageHost,
  order: Omit<TrackingOrder, "renderer">,
): Promise<Source> {
  const tickS = 1 / order.python.description.tick_hz;
  if (choice.kind === "pointer") {
    const { canvas } = host;
    if (canvas === null) throw new Error("the stage is not open");
    return new PointerSource(host, canvas, tickS);
  }
  const tracking = { ...order, renderer: host.renderer };
  return choice.kind === "camera"
    ? CameraSource.open(tracking)
    : ClipSource.open(choice.file, tickS, tracking);
}
