/**
 * The light in which models stand: daylight from a window, drawn by a few lines and blurred by
 * three for every roughness. Silver is nothing but what it mirrors, so there is bright and dark in it.
 */
import {
  Color,
  DataTexture,
  DataUtils,
  DirectionalLight,
  EquirectangularReflectionMapping,
  HalfFloatType,
  HemisphereLight,
  LinearFilter,
  LinearSRGBColorSpace,
  PMREMGenerator,
  RGBAFormat,
  type Scene,
  type Texture,
  type WebGLRenderer,
} from "three";

const WIDTH = 64;
const HEIGHT = 32;

/** Linear light. Azimuth 0 is the viewer's side, positive to the right as seen; height -1..1. */
interface Pane {
  azimuth: number;
  height: number;
  /** Half of its width in radians, half of its height. */
  across: number;
  up: number;
  light: readonly [number, number, number];
}

const SKY = [0.62, 0.66, 0.72] as const;
const FLOOR = [0.16, 0.145, 0.13] as const;
const PANES: readonly Pane[] = [
  // The window, high on the left; a paler wall on the right; a lamp-warm table below.
  { azimuth: -0.9, height: 0.45, across: 0.5, up: 0.38, light: [2.6, 2.65, 2.8] },
  { azimuth: 1.35, height: 0.25, across: 0.4, up: 0.5, light: [0.9, 0.87, 0.82] },
  { azimuth: 0.15, height: 0.92, across: 1.2, up: 0.12, light: [1.5, 1.52, 1.6] },
  { azimuth: 0.4, height: -0.6, across: 0.7, up: 0.16, light: [0.42, 0.36, 0.3] },
  { azimuth: 2.7, height: 0.3, across: 0.5, up: 0.3, light: [0.7, 0.72, 0.8] },
];
/** The camera and who stands before it: dark, or rims would have no edge. */
const DARK: readonly Pane[] = [
  { azimuth: 0.05, height: 0.02, across: 0.34, up: 0.3, light: [0.22, 0.22, 0.24] },
  { azimuth: -2.0, height: 0.0, across: 0.4, up: 0.6, light: [0.08, 0.085, 0.11] },
];

const SUN_INTENSITY = 0.6;
/** In the environment's stead, where even its look-ups take too long. */
const PLAIN_INTENSITY = 2.2;

export class StudioLight {
  private readonly sun = new DirectionalLight(0xffffff, SUN_INTENSITY);
  private readonly plain = new HemisphereLight(colorOf(SKY), colorOf(FLOOR), 0);
  private readonly environment: Texture;
  private readonly target: { dispose(): void };

  constructor(
    renderer: WebGLRenderer,
    private readonly scene: Scene,
  ) {
    const drawn = drawnDaylight();
    const blurring = new PMREMGenerator(renderer);
    const target = blurring.fromEquirectangular(drawn);
    blurring.dispose();
    drawn.dispose();
    this.target = target;
    this.environment = target.texture;
    scene.environment = this.environment;
    this.sun.position.set(-0.6, 0.9, 1);
    scene.add(this.sun, this.plain);
  }

  /**
   * brightness: of the camera picture, 1 is a well lit room. tint: its tone. hasEnvironment: whether
   * metals mirror the room; without it they are lit as if they were dull.
   */
  follow(brightness: number, tint: Color, hasEnvironment: boolean): void {
    this.scene.environment = hasEnvironment ? this.environment : null;
    this.scene.environmentIntensity = brightness;
    this.plain.intensity = hasEnvironment ? 0 : PLAIN_INTENSITY * brightness;
    this.sun.intensity = SUN_INTENSITY * brightness;
    this.sun.color.copy(tint);
  }

  dispose(): void {
    this.scene.environment = null;
    for (const light of [this.sun, this.plain]) {
      light.removeFromParent();
      light.dispose();
    }
    this.target.dispose();
  }
}

function colorOf([red, green, blue]: readonly [number, number, number]): Color {
  return new Color(red, green, blue);
}

function drawnDaylight(): DataTexture {
  const texels = new Uint16Array(WIDTH * HEIGHT * 4);
  for (let row = 0; row < HEIGHT; row += 1) {
    for (let column = 0; column < WIDTH; column += 1) {
      // three's equirectangular pictures start at the bottom; their middle column looks along -x
      // turned to +z a quarter further on.
      const height = Math.sin(((row + 0.5) / HEIGHT - 0.5) * Math.PI);
      const azimuth = turnedToViewer(((column + 0.5) / WIDTH) * 2 * Math.PI);
      const light = lightFrom(azimuth, height);
      light.forEach((value, channel) => {
        texels[(row * WIDTH + column) * 4 + channel] = DataUtils.toHalfFloat(value);
      });
      texels[(row * WIDTH + column) * 4 + 3] = DataUtils.toHalfFloat(1);
    }
  }
  const texture = new DataTexture(texels, WIDTH, HEIGHT, RGBAFormat, HalfFloatType);
  texture.mapping = EquirectangularReflectionMapping;
  texture.colorSpace = LinearSRGBColorSpace;
  texture.minFilter = LinearFilter;
  texture.magFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

/** three: u = atan2(z, x) / 2 pi + 0.5. The viewer is at +z; right is +x. */
function turnedToViewer(turn: number): number {
  const angle = turn - Math.PI;
  return Math.atan2(Math.cos(angle), Math.sin(angle));
}

function lightFrom(azimuth: number, height: number): number[] {
  const share = (height + 1) / 2;
  let light = SKY.map((sky, channel) => {
    const floor = FLOOR[channel] ?? 0;
    return floor + (sky - floor) * share * share;
  });
  for (const pane of PANES)
    light = light.map(
      (value, c) => value + inside(pane, azimuth, height) * ((pane.light[c] ?? 0) - value),
    );
  for (const pane of DARK)
    light = light.map(
      (value, c) => value + inside(pane, azimuth, height) * ((pane.light[c] ?? 0) - value),
    );
  return light;
}

/** How far inside a pane a direction is, 0..1 with soft edges. */
function inside(pane: Pane, azimuth: number, height: number): number {
  const across = Math.abs(
    Math.atan2(Math.sin(azimuth - pane.azimuth), Math.cos(azimuth - pane.azimuth)),
  );
  const soft = (gap: number, half: number): number =>
    Math.min(1, Math.max(0, (half - gap) / (half * 0.35) + 0.5));
  return soft(across, pane.across) * soft(Math.abs(height - pane.height), pane.up);
}
