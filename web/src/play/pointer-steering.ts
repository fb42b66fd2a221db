/**
 * Plays without a camera: the mouse, a finger or the arrow keys say where head or hand would be.
 *
 * Taps, clicks, Enter and Space act in both modes. Positions are in 0..1 of the play field and of the
 * picture. A hand is closed while the pointer is pressed.
 */

/** Keys speed up while they are held, in fields a second squared ... */
const KEY_ACCELERATION = 5;
/** ... up to this many fields a second, and stop this quickly when they are let go. */
const KEY_SPEED_MAX = 1.15;
const KEY_STOP_S = 0.07;

/** A finger that rests longer or moves farther was steering, not tapping. */
const TAP_MS_MAX = 280;
const TAP_MOVE_PX_MAX = 14;

const DIRECTIONS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const ACTION_KEYS: ReadonlySet<string> = new Set(["Enter", " "]);

interface Axis {
  place: number;
  speed: number;
}

/** Where the pointer is and what it does, as the engine takes it. */
export interface PointerInput {
  /** 0..1 of the play field. */
  x: number;
  y: number;
  /** 0..1 of the picture as seen. */
  picture_x: number;
  picture_y: number;
  /** Whether a hand would be closed. */
  is_held: boolean;
}

export interface SteeringOptions {
  canvas: HTMLCanvasElement;
  /** Whether moves steer; taps and keys act either way. */
  isSteering: boolean;
  /** From a point of the page (CSS pixels) to 0..1 of the field. */
  toField(clientX: number, clientY: number): { x: number; y: number };
  /** From a point of the page to 0..1 of the picture. */
  toPicture(clientX: number, clientY: number): { x: number; y: number };
  onTap(): void;
  onKey(): void;
}

export class PointerSteering {
  private readonly field = { x: centered(), y: centered() };
  private readonly picture = { x: centered(), y: centered() };
  private readonly held = new Set<string>();
  private down: { id: number; x: number; y: number; ms: number } | null = null;
  private readonly end = new AbortController();

  constructor(private readonly options: SteeringOptions) {
    const { canvas } = options;
    const { signal } = this.end;
    canvas.style.touchAction = "none"; // A drag steers; it must not scroll or zoom the page.
    canvas.addEventListener("pointerdown", this.handleDown, { signal });
    window.addEventListener("pointermove", this.handleMove, { signal });
    window.addEventListener("pointerup", this.handleUp, { signal });
    window.addEventListener("pointercancel", this.forgetDown, { signal });
    window.addEventListener("keydown", this.handleKeyDown, { signal });
    window.addEventListener("keyup", this.handleKeyUp, { signal });
    window.addEventListener("blur", this.forgetKeys, { signal });
  }

  /** Moves held keys on by so many seconds and returns where the pointer is. */
  advance(passedS: number): PointerInput {
    const { field, picture } = this;
    for (const space of [field, picture]) {
      move(space.x, this.heldDirection(0), passedS);
      move(space.y, this.heldDirection(1), passedS);
    }
    return {
      x: field.x.place,
      y: field.y.place,
      picture_x: picture.x.place,
      picture_y: picture.y.place,
      is_held: this.down !== null,
    };
  }

  dispose(): void {
    this.end.abort();
  }

  private heldDirection(axis: 0 | 1): number {
    let sum = 0;
    for (const key of this.held) sum += DIRECTIONS[key]?.[axis] ?? 0;
    return Math.sign(sum);
  }

  private steerTo(event: PointerEvent): void {
    if (!this.options.isSteering) return;
    const { options, field, picture } = this;
    const inField = options.toField(event.clientX, event.clientY);
    const inPicture = options.toPicture(event.clientX, event.clientY);
    [field.x.place, field.y.place] = [inField.x, inField.y];
    [picture.x.place, picture.y.place] = [inPicture.x, inPicture.y];
  }

  private readonly handleDown = (event: PointerEvent): void => {
    if (!event.isPrimary) return;
    this.down = { id: event.pointerId, x: event.clientX, y: event.clientY, ms: event.timeStamp };
    this.steerTo(event);
  };

  private readonly handleMove = (event: PointerEvent): void => {
    const isDragging = this.down?.id === event.pointerId;
    if (event.isPrimary && (event.pointerType === "mouse" || isDragging)) this.steerTo(event);
  };

  private readonly handleUp = (event: PointerEvent): void => {
    const { down } = this;
    if (down === null || down.id !== event.pointerId) return;
    this.down = null;
    const moved = Math.hypot(event.clientX - down.x, event.clientY - down.y);
    const isTap = event.timeStamp - down.ms <= TAP_MS_MAX && moved <= TAP_MOVE_PX_MAX;
    if (isTap) this.options.onTap();
  };

  private readonly forgetDown = (): void => {
    this.down = null;
  };

  private readonly forgetKeys = (): void => {
    this.held.clear();
  };

  private readonly handleKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || isMeantForControl(event)) return;
    if (ACTION_KEYS.has(event.key)) {
      event.preventDefault();
      if (!event.repeat) this.options.onKey();
    } else if (this.options.isSteering && event.key in DIRECTIONS) {
      event.preventDefault();
      this.held.add(event.key);
    }
  };

  private readonly handleKeyUp = (event: KeyboardEvent): void => {
    this.held.delete(event.key);
  };
}

function centered(): Axis {
  return { place: 0.5, speed: 0 };
}

function move(axis: Axis, direction: number, passedS: number): void {
  if (direction === 0) axis.speed *= Math.exp(-passedS / KEY_STOP_S);
  else {
    if (Math.sign(axis.speed) !== direction) axis.speed = 0; // Turning round is immediate.
    const speed = axis.speed + direction * KEY_ACCELERATION * passedS;
    axis.speed = Math.max(-KEY_SPEED_MAX, Math.min(KEY_SPEED_MAX, speed));
  }
  axis.place = Math.max(0, Math.min(1, axis.place + axis.speed * passedS));
}

/** Whether the key belongs to a button, link or field that has the focus. */
function isMeantForControl(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof Element &&
    target.closest("button, a, input, select, textarea, dialog") !== null
  );
}
