/**
 * The visitor's hands as something that hides: rounded limbs along the bones, and a stub of the
 * forearm. Far halves of bangle and ring disappear behind them, and a hand before the face hides
 * what hangs on the ear.
 */
import {
  type BufferGeometry,
  CylinderGeometry,
  DynamicDrawUsage,
  Group,
  InstancedMesh,
  Matrix4,
  type MeshBasicMaterial,
  type Plane,
  Quaternion,
  SphereGeometry,
  Vector3,
} from "three";
import type { EngineDescription } from "../runtime/micropython.ts";
import { type AnchorPose, axisOf } from "./anchor-pose.ts";
import type { SeenHand } from "./body-anchors.ts";
import { FINGER_WIDTHS } from "./hand-poses.ts";
import { OCCLUDER_ORDER, occluderMaterial } from "./occluder-material.ts";

const HANDS_MAX = 2;
const JOINTS = 21;
const BONES_MAX = 32;
const LIMB_SIDES = 8;
const JOINT_RINGS = 4;

/** Radii in palm lengths. */
const METACARPAL = 0.13;
/** A finger's radius in shares of a ring's width: skin lies within what is worn on it. */
const WITHIN_RING = 0.45;
/** Thinner towards the tip. */
const TAPER = [1, 0.92, 0.8] as const;
/** Of the wrist's width: half across, half deep, and how far the stub reaches down and up. */
const FOREARM = { across: 0.475, deep: 0.39, down: 1.5, up: 0.15 };

const FINGERS: Record<string, readonly string[]> = {
  thumb: ["thumb_cmc", "thumb_mcp", "thumb_ip", "thumb_tip"],
  index_finger: ["index_mcp", "index_pip", "index_dip", "index_tip"],
  middle_finger: ["middle_mcp", "middle_pip", "middle_dip", "middle_tip"],
  ring_finger: ["ring_mcp", "ring_pip", "ring_dip", "ring_tip"],
  pinky: ["pinky_mcp", "pinky_pip", "pinky_dip", "pinky_tip"],
};
const PALM: readonly (readonly [string, string])[] = [
  ["wrist", "thumb_cmc"],
  ["wrist", "index_mcp"],
  ["wrist", "middle_mcp"],
  ["wrist", "ring_mcp"],
  ["wrist", "pinky_mcp"],
  ["index_mcp", "middle_mcp"],
  ["middle_mcp", "ring_mcp"],
  ["ring_mcp", "pinky_mcp"],
];

interface Bone {
  from: number;
  to: number;
  /** In palm lengths. */
  radius: number;
}

export class HandOccluder {
  readonly group = new Group();
  private readonly limbs: InstancedMesh<BufferGeometry, MeshBasicMaterial>;
  private readonly joints: InstancedMesh<BufferGeometry, MeshBasicMaterial>;
  private readonly bones: Bone[];

  /** clip: planes that bound the camera picture. */
  constructor({ hand_landmarks }: EngineDescription, clip: Plane[]) {
    const number = (name: string): number => hand_landmarks[name] ?? 0;
    this.bones = PALM.map(([from, to]) => ({
      from: number(from),
      to: number(to),
      radius: METACARPAL,
    }));
    for (const [finger, joints] of Object.entries(FINGERS)) {
      const width = (FINGER_WIDTHS[finger] ?? 0) * WITHIN_RING;
      TAPER.forEach((taper, place) => {
        const [from, to] = joints.slice(place, place + 2) as [string, string];
        this.bones.push({ from: number(from), to: number(to), radius: width * taper });
      });
    }
    const material = occluderMaterial(clip);
    const limb = new CylinderGeometry(1, 1, 1, LIMB_SIDES, 1, true);
    this.limbs = new InstancedMesh(limb, material, BONES_MAX * HANDS_MAX);
    this.joints = new InstancedMesh(
      new SphereGeometry(1, LIMB_SIDES, JOINT_RINGS),
      material,
      JOINTS * HANDS_MAX,
    );
    for (const mesh of [this.limbs, this.joints]) {
      mesh.instanceMatrix.setUsage(DynamicDrawUsage);
      mesh.frustumCulled = false;
      mesh.renderOrder = OCCLUDER_ORDER;
      mesh.count = 0;
      this.group.add(mesh);
    }
  }

  /** wristOf: where a hand's bangle sits, so that the forearm fits into it. */
  update(hands: readonly SeenHand[], wristOf: (hand: SeenHand) => AnchorPose | null): void {
    this.limbs.count = 0;
    this.joints.count = 0;
    for (const hand of hands.slice(0, HANDS_MAX)) {
      this.addHand(hand);
      const wrist = wristOf(hand);
      if (wrist !== null) this.addForearm(wrist, hand.depth);
    }
    this.limbs.instanceMatrix.needsUpdate = true;
    this.joints.instanceMatrix.needsUpdate = true;
  }

  dispose(): void {
    this.group.removeFromParent();
    for (const mesh of [this.limbs, this.joints]) {
      mesh.geometry.dispose();
      mesh.material.dispose();
      mesh.dispose();
    }
  }

  private addHand({ points, palm, depth }: SeenHand): void {
    const radii = new Map<number, number>();
    const lift = new Vector3(0, 0, depth);
    for (const bone of this.bones) {
      const from = points[bone.from]?.clone().add(lift);
      const to = points[bone.to]?.clone().add(lift);
      if (from === undefined || to === undefined) continue;
      const radius = bone.radius * palm;
      this.addLimb(from, to, new Vector3(radius, from.distanceTo(to), radius));
      for (const end of [bone.from, bone.to]) {
        radii.set(end, Math.max(radius, radii.get(end) ?? 0));
      }
    }
    for (const [number, radius] of radii) {
      const at = points[number]?.clone().add(lift);
      if (at !== undefined) this.addJoint(at, radius);
    }
  }

  private addForearm({ at, turn, size }: AnchorPose, depth: number): void {
    const along = axisOf(turn, 1);
    const length = (FOREARM.down + FOREARM.up) * size;
    const middle = at
      .clone()
      .addScaledVector(along, ((FOREARM.up - FOREARM.down) / 2) * size)
      .add(new Vector3(0, 0, depth));
    const scale = new Vector3(FOREARM.across * size, length, FOREARM.deep * size);
    this.addMatrix(this.limbs, new Matrix4().compose(middle, turn, scale));
  }

  private addLimb(from: Vector3, to: Vector3, scale: Vector3): void {
    const along = to.clone().sub(from).normalize();
    const turn = new Quaternion().setFromUnitVectors(new Vector3(0, 1, 0), along);
    this.addMatrix(this.limbs, new Matrix4().compose(from.lerp(to, 0.5), turn, scale));
  }

  private addJoint(at: Vector3, radius: number): void {
    const scale = new Vector3(radius, radius, radius);
    this.addMatrix(this.joints, new Matrix4().compose(at, new Quaternion(), scale));
  }

  private addMatrix(mesh: InstancedMesh, matrix: Matrix4): void {
    mesh.setMatrixAt(mesh.count, matrix);
    mesh.count += 1;
  }
}
