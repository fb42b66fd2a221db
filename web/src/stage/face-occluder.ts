/** The visitor's face as something that hides: 478 points and MediaPipe's triangles. */
import {
  BufferAttribute,
  BufferGeometry,
  DynamicDrawUsage,
  Mesh,
  type MeshBasicMaterial,
  type Plane,
} from "three";
import { bodyPoint, POINT_SIZE } from "./body-point.ts";
import { faceTriangles } from "./face-triangles.ts";
import { OCCLUDER_ORDER, occluderMaterial } from "./occluder-material.ts";

const POINTS = 478;

export class FaceOccluder {
  readonly mesh: Mesh<BufferGeometry, MeshBasicMaterial>;
  private isThere = false;
  private readonly points = new BufferAttribute(new Float32Array(POINTS * 3), 3);

  /** clip: planes that bound the camera picture. */
  constructor(clip: Plane[]) {
    const geometry = new BufferGeometry();
    geometry.setAttribute("position", this.points.setUsage(DynamicDrawUsage));
    geometry.setIndex(faceTriangles());
    this.mesh = new Mesh(geometry, occluderMaterial(clip));
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = OCCLUDER_ORDER;
    this.mesh.visible = false;
  }

  /** Whether anything is worn that it could hide. */
  setNeeded(isNeeded: boolean): void {
    this.mesh.visible = this.isThere && isNeeded;
  }

  /** mesh: x, y, z of each point, 0..1 of the unmirrored picture, or null without a face. */
  update(mesh: Float32Array | null, aspect: number): void {
    this.isThere = mesh !== null && mesh.length === POINTS * POINT_SIZE;
    if (mesh === null || !this.isThere) return;
    for (let number = 0; number < POINTS; number += 1) {
      const { x, y, z } = bodyPoint(mesh, number * POINT_SIZE, aspect);
      this.points.setXYZ(number, x, y, z);
    }
    this.points.needsUpdate = true;
  }

  dispose(): void {
    this.mesh.removeFromParent();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
