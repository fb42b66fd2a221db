/**
 * The page behind `kindlens sheet`: draws still pictures at every age, with the classes that the stage
 * runs. Driven from outside through window.sheet; pictures and models come from the page's own origin.
 */
import { LinearFilter, Texture, WebGLRenderer } from "three";
import { FaceAging } from "../src/stage/aging/face-aging.ts";
import { faceFrame } from "../src/stage/aging/face-frame.ts";
import { ContactSheet } from "./contact-sheet.ts";
import { bytesOf } from "./png.ts";
import { StillTracker } from "./still-tracker.ts";
import { TexturePixels } from "./texture-pixels.ts";

/** Larger pictures are made smaller, to keep within what every GPU takes. */
const PICTURE_PX_MAX = 2048;
const SIDE_MAX = 1536;

/** PNG files, in base64. */
interface Drawn {
  now: string;
  stages: Record<string, string>;
}

class Sheet {
  private readonly three = new WebGLRenderer({ antialias: false });
  private readonly aging = new FaceAging(this.three, { sideMax: SIDE_MAX });
  private readonly pixels = new TexturePixels(this.three);
  private readonly contact = new ContactSheet();
  private tracker: StillTracker | null = null;

  /** face, person: addresses of the models. */
  async open(face: string, person: string): Promise<void> {
    this.tracker = await StillTracker.open(face, person);
  }

  /** Returns null where no face is found; throws where the browser cannot read the file. */
  async draw(address: string, ages: readonly number[]): Promise<Drawn | null> {
    if (this.tracker === null) throw new Error("got draw(), expected open() before it");
    const picture = await readPicture(address);
    const { meshes, personMask } = this.tracker.track(picture);
    const size = { width: picture.width, height: picture.height };
    if (meshes.length === 0) return null;
    const texture = new Texture(picture);
    texture.flipY = false;
    texture.generateMipmaps = false;
    texture.minFilter = LinearFilter;
    texture.needsUpdate = true;
    this.aging.forget();
    const drawn: Drawn = { now: "", stages: {} };
    const frames = meshes.map((mesh) => faceFrame(mesh, size.width, size.height));
    const frame = frames.sort((one, other) => other.unitPx - one.unitPx)[0];
    this.contact.newRow();
    for (const years of [0, ...ages]) {
      this.aging.age(texture, size, meshes, personMask, years, 0);
      const canvas = this.pixels.canvasOf(this.aging.drawn(texture, size), size);
      if (frame !== undefined) this.contact.add(canvas, frame, years);
      const png = await bytesOf(canvas);
      if (years === 0) drawn.now = png;
      else drawn.stages[years] = png;
    }
    texture.dispose();
    picture.close();
    return drawn;
  }

  /** Returns one PNG of all faces drawn so far, in base64. */
  contactSheet(): Promise<string> {
    return bytesOf(this.contact.canvas());
  }
}

async function readPicture(address: string): Promise<ImageBitmap> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`got status ${answer.status} for ${address}`);
  const whole = await createImageBitmap(await answer.blob(), { premultiplyAlpha: "none" });
  const shrink = PICTURE_PX_MAX / Math.max(whole.width, whole.height);
  if (shrink >= 1) return whole;
  const resizeWidth = Math.round(whole.width * shrink);
  const resizeHeight = Math.round(whole.height * shrink);
  return createImageBitmap(whole, { resizeWidth, resizeHeight, resizeQuality: "high" });
}

declare global {
  interface Window {
    sheet: Sheet;
  }
}

window.sheet = new Sheet();
