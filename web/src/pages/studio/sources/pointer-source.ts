/** The author's own pointer and keys in the place of a camera. */
import { PointerSteering } from "../../../play/pointer-steering.ts";
import type { StageHost } from "../stage-host.ts";
import { type Offer, Presses, type Source } from "./source.ts";

export class PointerSource implements Source {
  readonly kind = "pointer";
  readonly mode = "pointer";
  private readonly presses = new Presses();
  private readonly steering: PointerSteering;

  constructor(
    host: StageHost,
    canvas: HTMLCanvasElement,
    private readonly tickS: number,
  ) {
    this.steering = new PointerSteering({
      canvas,
      isSteering: true,
      toField: (x, y) => host.fieldAt(x, y),
      toPicture: (x, y) => host.pictureAt(x, y),
      onTap: () => this.press(),
      onKey: () => this.press(),
    });
  }

  next(): Offer {
    const pointer = this.steering.advance(this.tickS);
    return { is: "tick", fed: { frame: null, pointer, ...this.presses.take() }, tracked: null };
  }

  setRunning(): void {}
  watch(): void {}

  press(): void {
    this.presses.press();
  }

  act(action: string): void {
    this.presses.act(action);
  }

  close(): void {
    this.steering.dispose();
  }

  tracking(): null {
    return null;
  }
}
