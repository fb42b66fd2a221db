/**
 * Small showers: steam, sparkle, petals, crumbs. Ornament only, so nothing here is seeded by the
 * play.
 */
import {
  BufferAttribute,
  BufferGeometry,
  CanvasTexture,
  DynamicDrawUsage,
  Points,
  RawShaderMaterial,
  type Texture,
} from "three";
import { PREMULTIPLIED } from "./flat-material.ts";
import type { SvgArt } from "./svg-art.ts";

/** Lengths in size units, times in seconds. */
interface Preset {
  /** Picture of the effect's art that is used where it is there. */
  image: string;
  /** Colour of the soft dot that stands in where it is not. */
  colour: string;
  count: number;
  isEndless: boolean;
  lifeS: [number, number];
  size: [number, number];
  /** Size at the end of a life, as a share of that at the start. */
  growth: number;
  /** Speed at birth: outward from the middle, and upward. */
  outward: [number, number];
  upward: [number, number];
  /** Downward pull, units per second squared. */
  gravity: number;
  /** Sideways wave, units. */
  flutter: number;
  spinMax: number;
  opacity: number;
}

const PRESETS: Record<string, Preset> = {
  steam: {
    image: "steam_puff",
    colour: "#fff5e4",
    count: 5,
    isEndless: true,
    lifeS: [1.6, 2.6],
    size: [40, 70],
    growth: 1.8,
    outward: [0, 6],
    upward: [50, 80],
    gravity: 0,
    flutter: 14,
    spinMax: 0.5,
    opacity: 0.45,
  },
  sparkle: {
    image: "sparkle",
    colour: "#ffd98a",
    count: 10,
    isEndless: false,
    lifeS: [0.45, 0.8],
    size: [22, 46],
    growth: 0.2,
    outward: [120, 260],
    upward: [20, 120],
    gravity: 260,
    flutter: 0,
    spinMax: 3,
    opacity: 1,
  },
  petals: {
    image: "petal",
    colour: "#f6b8a4",
    count: 26,
    isEndless: true,
    lifeS: [2.6, 4.2],
    size: [26, 46],
    growth: 1,
    outward: [0, 30],
    upward: [-150, -80],
    gravity: 20,
    flutter: 34,
    spinMax: 2.4,
    opacity: 0.95,
  },
  crumbs: {
    image: "crumb",
    colour: "#6b5846",
    count: 9,
    isEndless: false,
    lifeS: [0.5, 0.8],
    size: [14, 28],
    growth: 0.7,
    outward: [60, 180],
    upward: [80, 200],
    gravity: 900,
    flutter: 0,
    spinMax: 5,
    opacity: 1,
  },
};

const DOT_PX = 64;
const FADE_IN_SHARE = 0.12;
const FADE_OUT_SHARE = 0.35;

const VERTEX_SHADER = /* glsl */ `
uniform mat4 projectionMatrix;
uniform mat4 modelViewMatrix;
uniform float pixel_ratio;
in vec3 position;
in vec3 look; // size in CSS pixels, turn in radians, opacity
out vec2 v_turn;
out float v_opacity;
void main() {
  v_turn = vec2(cos(look.y), sin(look.y));
  v_opacity = look.z;
  gl_PointSize = look.x * pixel_ratio;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`;

const FRAGMENT_SHADER = /* glsl */ `
precision mediump float;
uniform sampler2D map;
in vec2 v_turn;
in float v_opacity;
out vec4 colour;
void main() {
  vec2 at = (gl_PointCoord - 0.5) * 1.41421;
  vec2 turned = vec2(at.x * v_turn.x + at.y * v_turn.y, at.y * v_turn.x - at.x * v_turn.y) + 0.5;
  vec2 inside = step(vec2(0.0), turned) * step(turned, vec2(1.0));
  colour = texture(map, turned) * v_opacity * inside.x * inside.y;
}`;

interface Particle {
  bornS: number;
  lifeS: number;
  x: number;
  y: number;
  vx: number;
  vy: number;
  size: number;
  turn: number;
  spin: number;
  phase: number;
}

function between([low, high]: [number, number]): number {
  return low + (high - low) * Math.random();
}

export class Particles {
  readonly points: Points<BufferGeometry, RawShaderMaterial>;
  private readonly preset: Preset;
  private readonly particles: Particle[] = [];
  private readonly positions: Float32Array;
  private readonly looks: Float32Array;
  private readonly dot: Texture;
  private nowS = 0;

  /** name: a preset; unknown names shower sparkles. widthUnits, heightUnits: where they start. */
  constructor(
    name: string,
    private readonly art: SvgArt,
    private widthUnits: number,
    private heightUnits: number,
  ) {
    const preset = PRESETS[name] ?? PRESETS.sparkle;
    if (preset === undefined) throw new Error("the sparkle preset is missing");
    this.preset = preset;
    this.positions = new Float32Array(preset.count * 3);
    this.looks = new Float32Array(preset.count * 3);
    this.dot = softDot(preset.colour);
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", dynamic(this.positions));
    geometry.setAttribute("look", dynamic(this.looks));
    this.points = new Points(
      geometry,
      new RawShaderMaterial({
        ...PREMULTIPLIED,
        vertexShader: VERTEX_SHADER,
        fragmentShader: FRAGMENT_SHADER,
        glslVersion: "300 es",
        uniforms: { map: { value: this.dot }, pixel_ratio: { value: 1 } },
      }),
    );
    this.points.frustumCulled = false;
    for (let index = 0; index < preset.count; index += 1) {
      // An endless shower is under way already when it is first seen.
      this.particles.push(this.born(preset.isEndless ? -Math.random() * preset.lifeS[1] : 0));
    }
  }

  resize(widthUnits: number, heightUnits: number): void {
    this.widthUnits = widthUnits;
    this.heightUnits = heightUnits;
  }

  /** Moves on and writes what the GPU draws. unitPx: CSS pixels of a size unit. */
  advance(passedS: number, unitPx: number, pixelRatio: number, opacity: number): void {
    this.nowS += passedS;
    const { uniforms } = this.points.material;
    const texture = this.art.has(this.preset.image)
      ? this.art.texture(this.preset.image, this.preset.size[1] * unitPx * pixelRatio)
      : null;
    if (uniforms.map !== undefined) uniforms.map.value = texture ?? this.dot;
    if (uniforms.pixel_ratio !== undefined) uniforms.pixel_ratio.value = pixelRatio;
    this.particles.forEach((particle, index) => {
      let current = particle;
      if (this.nowS - particle.bornS > particle.lifeS && this.preset.isEndless) {
        current = this.born(this.nowS);
        this.particles[index] = current;
      }
      this.write(index, current, unitPx, opacity);
    });
    markChanged(this.points.geometry, "position");
    markChanged(this.points.geometry, "look");
  }

  dispose(): void {
    this.dot.dispose();
    this.points.geometry.dispose();
    this.points.material.dispose();
  }

  private born(bornS: number): Particle {
    const { preset } = this;
    const angle = Math.random() * 2 * Math.PI;
    const outward = between(preset.outward);
    return {
      bornS,
      lifeS: between(preset.lifeS),
      x: (Math.random() - 0.5) * this.widthUnits * (preset.isEndless ? 1 : 0.4),
      y: (Math.random() - 0.5) * this.heightUnits * (preset.isEndless ? 1 : 0.4),
      vx: Math.cos(angle) * outward,
      vy: Math.sin(angle) * outward - between(preset.upward),
      size: between(preset.size),
      turn: Math.random() * 2 * Math.PI,
      spin: (Math.random() - 0.5) * 2 * preset.spinMax,
      phase: Math.random(),
    };
  }

  private write(index: number, particle: Particle, unitPx: number, opacity: number): void {
    const { preset } = this;
    const ageS = this.nowS - particle.bornS;
    const share = ageS / particle.lifeS;
    const isAlive = ageS >= 0 && share <= 1;
    const wave = preset.flutter * Math.sin(2 * Math.PI * (ageS / 1.7 + particle.phase));
    const x = particle.x + particle.vx * ageS + wave;
    const y = particle.y + particle.vy * ageS + 0.5 * preset.gravity * ageS * ageS;
    const fade = Math.min(1, share / FADE_IN_SHARE, (1 - share) / FADE_OUT_SHARE);
    const at = index * 3;
    this.positions.set([x * unitPx, y * unitPx, 0], at);
    this.looks.set(
      [
        // A turned square needs a point of 1.41 times its side.
        particle.size * (1 + (preset.growth - 1) * share) * unitPx * Math.SQRT2,
        particle.turn + particle.spin * ageS,
        isAlive ? Math.max(0, fade) * preset.opacity * opacity : 0,
      ],
      at,
    );
  }
}

function dynamic(values: Float32Array): BufferAttribute {
  const attribute = new BufferAttribute(values, 3);
  attribute.setUsage(DynamicDrawUsage);
  return attribute;
}

function markChanged(geometry: BufferGeometry, name: string): void {
  const attribute = geometry.getAttribute(name);
  if (attribute instanceof BufferAttribute) attribute.needsUpdate = true;
}

function softDot(colour: string): Texture {
  const canvas = document.createElement("canvas");
  canvas.width = DOT_PX;
  canvas.height = DOT_PX;
  const context = canvas.getContext("2d");
  if (context !== null) {
    const half = DOT_PX / 2;
    const gradient = context.createRadialGradient(half, half, 0, half, half, half);
    gradient.addColorStop(0, colour);
    gradient.addColorStop(0.5, colour);
    gradient.addColorStop(1, `${colour}00`);
    context.fillStyle = gradient;
    context.fillRect(0, 0, DOT_PX, DOT_PX);
  }
  const texture = new CanvasTexture(canvas);
  texture.flipY = false;
  texture.premultiplyAlpha = true;
  return texture;
}
