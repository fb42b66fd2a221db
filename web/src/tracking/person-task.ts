/**
 * MediaPipe's selfie segmenter: which part of the picture is a person. Runs in any realm.
 *
 * It looks at every second picture: head and hair go along with the face, so that the mask of one
 * picture serves the next (stage/aging/person-texture.ts), and what follows the face gets the time.
 */
import { ImageSegmenter } from "@mediapipe/tasks-vision";
import type { Picture } from "../camera/picture.ts";
import type { OpenTask } from "./messages.ts";
import type { PersonMask, Seen, TrackerTask } from "./tracker-task.ts";
import { visionFiles } from "./vision-files.ts";

/** What the model sees, whatever the picture's shape; a finer mask would only be stretched. */
const MODEL_PX = 256;

export class PersonTask implements TrackerTask {
  private isTurn = false;

  private constructor(
    private readonly segmenter: ImageSegmenter,
    /** Null where a worker cannot draw: the mask comes as large as the picture then, and slower. */
    private readonly pen: OffscreenCanvasRenderingContext2D | null,
  ) {}

  /** Loads WebAssembly and model. */
  static async open(order: OpenTask): Promise<PersonTask> {
    const segmenter = await ImageSegmenter.createFromOptions(await visionFiles(order.wasmBase), {
      baseOptions: { modelAssetBuffer: order.model, delegate: order.delegate },
      runningMode: "VIDEO",
      outputConfidenceMasks: true,
      outputCategoryMask: false,
    });
    return new PersonTask(segmenter, openPen());
  }

  look(picture: Picture, tMs: number): Seen {
    this.isTurn = !this.isTurn;
    if (!this.isTurn) return {};
    this.pen?.drawImage(picture, 0, 0, MODEL_PX, MODEL_PX);
    let personMask: PersonMask | undefined;
    this.segmenter.segmentForVideo(this.pen?.canvas ?? picture, tMs, ({ confidenceMasks }) => {
      const mask = confidenceMasks?.[0];
      if (mask === undefined) return;
      // The mask's own memory is gone when this returns.
      personMask = {
        width: mask.width,
        height: mask.height,
        data: Uint8Array.from(mask.getAsUint8Array()),
      };
    });
    this.pen?.clearRect(0, 0, MODEL_PX, MODEL_PX); // A kept tracker keeps no picture.
    return personMask === undefined ? {} : { personMask };
  }

  close(): void {
    this.segmenter.close();
  }
}

function openPen(): OffscreenCanvasRenderingContext2D | null {
  if (typeof OffscreenCanvas === "undefined") return null;
  return new OffscreenCanvas(MODEL_PX, MODEL_PX).getContext("2d", { alpha: false });
}
