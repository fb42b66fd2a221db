/** One retained node on the stage: what the effect said of it, and what three.js draws of it. */
import { Group, Mesh, type Object3D } from "three";
import { type FlatMaterial, flatMaterial, unitSquare } from "./flat-material.ts";
import { type Pose, poseOf } from "./motions.ts";
import type { NodeState } from "./packed-node.ts";
import { Particles } from "./particles.ts";
import { boundsOf, Ribbon } from "./ribbon.ts";
import type { ShownModel } from "./shown-model.ts";
import type { SpotPx } from "./spot.ts";
import type { SvgArt } from "./svg-art.ts";
import { fillIn, textTexture } from "./text-art.ts";
import { Tween, type Tweened } from "./tween.ts";

const DDEG = Math.PI / 1800;
/** Two layers of an effect are this far apart; nodes of one layer keep the order of their making. */
const ORDERS_PER_LAYER = 1000;

/** What carries a node passes on to it. */
export interface Carried {
  opacity: number;
  /** 1 or -1. */
  flip: number;
  /** CSS pixels of one size unit. */
  unitPx: number;
}

/** What nodes need to know of the stage they stand on, the same for all of them. */
export interface Surroundings {
  art: SvgArt;
  catalogue: Record<string, string>;
  pixelRatio: number;
  isReduced: boolean;
  nowS: number;
  passedS: number;
  /** Grows when every texture of words has to be made anew. */
  textEdition: number;
}

export class StageNode {
  /** Carries position and turn. */
  readonly root = new Group();
  /** Carries the motion, flip and all nodes that this one carries. */
  readonly inner = new Group();
  /** For kind "model": its showing, which the stage places. */
  model: ShownModel | null = null;
  /** For kind "line". */
  readonly ribbon: Ribbon | null = null;
  private readonly tween: Tween;
  private mesh: Mesh<ReturnType<typeof unitSquare>, FlatMaterial> | null = null;
  private particles: Particles | null = null;
  private motionSinceS: number;
  private readonly seed: number;
  private textShown = "";

  constructor(
    public state: NodeState,
    private readonly around: Surroundings,
  ) {
    this.tween = new Tween(state);
    this.motionSinceS = around.nowS;
    this.seed = (state.id * 0.618034) % 1; // Golden ratio: neighbours do not move in step.
    this.root.add(this.inner);
    if (state.kind === "sprite" || state.kind === "text") this.add(this.makeMesh());
    if (state.kind === "particles") {
      this.particles = new Particles(state.image, around.art, state.w, state.h);
      this.add(this.particles.points);
    }
    if (state.kind === "line") {
      this.ribbon = new Ribbon();
      this.add(this.ribbon.mesh);
    }
    this.root.visible = state.is_visible;
  }

  /** Takes what the effect said at a tick; null where it said nothing of this node. */
  next(state: NodeState | null): void {
    this.tween.next(state);
    if (state === null) return;
    const appears = state.is_visible && !this.state.is_visible;
    const isRenewed = state.motion === "drop_in" && state.value !== this.state.value;
    if (state.motion !== this.state.motion || appears || isRenewed) {
      this.motionSinceS = this.around.nowS;
    }
    if (state.w !== this.state.w || state.h !== this.state.h) {
      this.particles?.resize(state.w, state.h);
    }
    this.state = state;
    this.root.visible = state.is_visible;
  }

  /** Returns the numbers to draw at a share (0..1) of the way between two ticks. */
  at(share: number): Tweened {
    return this.tween.at(share);
  }

  /**
   * Sets everything that three.js draws.
   *
   * xPx, yPx: middle, in CSS pixels from the carrier's middle or the window's corner. carried: by
   * whatever carries it. Returns what it passes on to what it carries itself.
   */
  place(now: Tweened, xPx: number, yPx: number, carried: Carried): Carried {
    const { around, state } = this;
    const { unitPx } = carried;
    const pose = this.pose();
    const flip = state.is_flipped ? -1 : 1;
    this.root.position.set(xPx, yPx, 0);
    this.root.rotation.z = now.turn_ddeg * DDEG;
    this.inner.position.set(pose.dx * unitPx, pose.dy * unitPx, 0);
    this.inner.rotation.z = pose.turn;
    this.inner.scale.set(pose.sx * flip, pose.sy, 1);
    const opacity = carried.opacity * (now.opacity_percent / 100) * pose.opacity;
    const { order } = this;
    if (this.mesh !== null) {
      this.placeMesh(this.mesh, now, { opacity, flip: carried.flip * flip, unitPx }, order);
    }
    if (this.particles !== null) {
      this.particles.points.renderOrder = order;
      this.particles.advance(around.passedS, unitPx, around.pixelRatio, opacity);
    }
    return { opacity, flip: carried.flip * flip, unitPx };
  }

  /** Bends a line along its points, which are in CSS pixels as xPx and yPx of `place` are. */
  placeLine(now: Tweened, points: readonly SpotPx[], carried: Carried): void {
    const { around, ribbon, state } = this;
    if (ribbon === null) return;
    const { middle } = boundsOf(points);
    const { opacity } = this.place(now, middle.x, middle.y, carried);
    const about = points.map(({ x, y }) => ({ x: x - middle.x, y: y - middle.y }));
    ribbon.bend(about, now.w * carried.unitPx);
    const { material } = ribbon.mesh;
    material.uniforms.opacity.value = opacity;
    material.uniforms.map.value =
      around.art.texture(state.image, ribbon.lengthPx * around.pixelRatio) ??
      material.uniforms.map.value;
    ribbon.mesh.renderOrder = this.order;
    ribbon.mesh.visible = material.uniforms.map.value !== null && opacity > 0;
  }

  /** Where its motion has got to. */
  pose(): Pose {
    const { around, state } = this;
    return poseOf(state.motion, around.nowS - this.motionSinceS, this.seed, around.isReduced);
  }

  /** Where in the order of drawing it stands: higher is nearer. */
  get order(): number {
    return this.state.layer * ORDERS_PER_LAYER + (this.state.id % ORDERS_PER_LAYER);
  }

  /** Height in size units: the effect's, or by the picture's aspect where it named none. */
  heightOf(now: Tweened): number {
    return now.h !== 0 ? now.h : now.w / this.around.art.aspect(this.state.image);
  }

  dispose(): void {
    this.root.removeFromParent();
    if (this.mesh !== null) {
      if (this.state.kind === "text") this.mesh.material.uniforms.map.value?.dispose();
      this.mesh.material.dispose();
      this.mesh.geometry.dispose();
    }
    this.particles?.dispose();
    this.ribbon?.dispose();
  }

  private makeMesh(): Mesh<ReturnType<typeof unitSquare>, FlatMaterial> {
    this.mesh = new Mesh(unitSquare(), flatMaterial());
    return this.mesh;
  }

  private add(object: Object3D): void {
    object.frustumCulled = false;
    this.inner.add(object);
  }

  private placeMesh(
    mesh: Mesh<ReturnType<typeof unitSquare>, FlatMaterial>,
    now: Tweened,
    { opacity, flip, unitPx }: Carried,
    order: number,
  ): void {
    const widthPx = now.w * unitPx;
    const heightPx = this.heightOf(now) * unitPx;
    mesh.renderOrder = order;
    // Words are never mirrored: what the carriers flipped is flipped back.
    mesh.scale.set(this.state.kind === "text" ? widthPx * flip : widthPx, heightPx, 1);
    const { uniforms } = mesh.material;
    uniforms.opacity.value = opacity;
    if (this.state.kind === "text") this.drawText(mesh.material, widthPx, heightPx);
    else {
      uniforms.map.value =
        this.around.art.texture(this.state.image, widthPx * this.around.pixelRatio) ??
        uniforms.map.value;
    }
    mesh.visible = uniforms.map.value !== null && opacity > 0;
  }

  private drawText(material: FlatMaterial, widthPx: number, heightPx: number): void {
    const { catalogue, pixelRatio, textEdition } = this.around;
    const words = fillIn(catalogue[this.state.text] ?? this.state.text, { n: this.state.value });
    const box = {
      widthPx: Math.round(widthPx * pixelRatio),
      heightPx: Math.round(heightPx * pixelRatio),
    };
    const wanted = `${words}|${box.widthPx}x${box.heightPx}|${textEdition}`;
    if (wanted === this.textShown || !this.state.is_visible) return;
    this.textShown = wanted;
    const { map } = material.uniforms;
    map.value?.dispose();
    map.value = textTexture(words, box);
  }
}
