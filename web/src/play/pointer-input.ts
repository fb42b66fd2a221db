/**
 * Mouse, touch and arrow keys: where they point, and whether something was pressed.
 *
 * Space and Enter belong to the page, which calls `press`.
 */
import type { Stage } from "../stage/stage.ts";

const KEY_SPEED_START = 0.012; // Of the field, each tick.
const KEY_SPEED_MAX = 0.036;
const KEY_SPEED_GAIN = 1.14;
/** A press that lasts longer or moves further was a drag. */
const TAP_MS_MAX = 350;
const TAP_PX_MAX = 14;

const DIRECTIONS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  a: [-1, 0],
  d: [1, 0],
};

export class PointerInput {
  private at: { x: number; y: number } | null = null;
  private wasPressed = false;
  private down: { x: number; y: number; ms: number } | null = null;
  private readonly held = new Set<string>();
  private keySpeed = KEY_SPEED_START;
  private readonly end = new AbortController();

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly stage: Stage,
  ) {
    const { signal } = this.end;
    canvas.addEventListener("pointermove", (event) => this.point(event), { signal });
    canvas.addEventListener("pointerdown", (event) => this.handleDown(event), { signal });
    canvas.addEventListener("pointerup", (event) => this.handleUp(event), { signal });
    addEventListener("keydown", (event) => this.handleKey(event), { signal });
    addEventListener("keyup", (event) => this.held.delete(event.key), { signal });
    addEventListener("blur", () => this.held.clear(), { signal });
  }

  press(): void {
    this.wasPressed = true;
  }

  /** Returns whether something was pressed since the last call. */
  takePress(): boolean {
    const { wasPressed } = this;
    this.wasPressed = false;
    return wasPressed;
  }

  /** Moves by the held keys for one tick and returns the place in 0..1 of the field, or null. */
  tick(): { x: number; y: number } | null {
    if (this.held.size === 0) this.keySpeed = KEY_SPEED_START;
    else {
      let { x, y } = this.at ?? { x: 0.5, y: 0.5 };
      for (const key of this.held) {
        const [right, down] = DIRECTIONS[key] ?? [0, 0];
        x += right * this.keySpeed;
        y += down * this.keySpeed;
      }
      this.at = { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
      this.keySpeed = Math.min(KEY_SPEED_MAX, this.keySpeed * KEY_SPEED_GAIN);
    }
    return this.at;
  }

  stop(): void {
    this.end.abort();
  }

  private point(event: PointerEvent): void {
    const { x, y } = this.stage.fieldAt(event.clientX, event.clientY);
    this.at = { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
  }

  private handleDown(event: PointerEvent): void {
    this.point(event);
    this.canvas.setPointerCapture(event.pointerId); // A finger may slide off the canvas.
    this.down = { x: event.clientX, y: event.clientY, ms: event.timeStamp };
  }

  private handleUp(event: PointerEvent): void {
    const { down } = this;
    this.down = null;
    if (down === null || event.timeStamp - down.ms > TAP_MS_MAX) return;
    const movedPx = Math.hypot(event.clientX - down.x, event.clientY - down.y);
    if (movedPx <= TAP_PX_MAX) this.press();
  }

  private handleKey(event: KeyboardEvent): void {
    if (!(event.key in DIRECTIONS)) return;
    if (event.target instanceof Element && event.target.closest("dialog")) return;
    event.preventDefault(); // The page must not scroll under the game.
    this.held.add(event.key);
  }
}
