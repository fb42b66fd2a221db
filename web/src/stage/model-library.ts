/**
 * An effect's models, fetched once, as often shown as the effect likes.
 *
 * Loaded lazily with three's loader, so that an effect without models pays nothing for it.
 */
import {
  Box3,
  type BufferGeometry,
  type Material,
  Mesh,
  MeshStandardMaterial,
  type Object3D,
  type Plane,
  type Texture,
  TextureLoader,
} from "three";
import {
  type Details,
  detailFor,
  detailsOf,
  loadSimplifier,
  roughnessSeen,
  type Simplifier,
} from "./coarse-geometry.ts";
import { withScreenLook } from "./screen-look.ts";

/** One showing of a model, with materials of its own; geometries and pictures are shared. */
export interface ModelCopy {
  object: Object3D;
  meshes: Mesh[];
  materials: MeshStandardMaterial[];
  /** What it takes up, in its own units. */
  box: Box3;
  /** Makes it as fine as can be seen. unitPx: pixels of its unit where it is drawn. */
  setDetail(unitPx: number): void;
}

export class ModelLibrary {
  private readonly models = new Map<string, Object3D>();
  /** Each geometry from coarse to fine; empty where a GPU draws. */
  private readonly details = new Map<BufferGeometry, Details>();
  private isDisposed = false;

  /** urls: name to the address of its glTF binary. isSoftware: whether a processor draws. */
  constructor(
    private readonly urls: Record<string, string>,
    private readonly isSoftware: boolean,
  ) {}

  /** Fetches all models. onProgress: 0..1. Throws where one does not arrive or cannot be read. */
  async prepare(onProgress: (share: number) => void): Promise<void> {
    const entries = Object.entries(this.urls);
    if (entries.length === 0) return;
    const [loader, simplifier] = await Promise.all([
      gltfLoader(),
      this.isSoftware ? loadSimplifier() : null,
    ]);
    let done = 0;
    await Promise.all(
      entries.map(async ([name, url]) => {
        const response = await fetch(url);
        if (!response.ok) throw new Error(`got ${response.status} for ${url}, expected a model`);
        const { scene } = await loader.parseAsync(await response.arrayBuffer(), "");
        if (this.isDisposed) disposeModel(scene);
        else {
          this.models.set(name, scene);
          if (simplifier !== null) this.makeDetails(scene, simplifier);
        }
        done += 1;
        onProgress(done / entries.length);
      }),
    );
  }

  /** Returns a new showing, or null for a name that is not there. clip: planes that bound it. */
  copy(name: string, clip: Plane[]): ModelCopy | null {
    const model = this.models.get(name);
    if (model === undefined) return null;
    const object = model.clone();
    const meshes: Mesh[] = [];
    const copies = new Map<Material, MeshStandardMaterial>();
    object.traverse((part) => {
      if (!(part instanceof Mesh) || !(part.material instanceof MeshStandardMaterial)) return;
      const copy = copies.get(part.material) ?? this.workable(part.material, clip);
      copies.set(part.material, copy);
      part.material = copy;
      part.frustumCulled = false;
      meshes.push(part);
    });
    const details = meshes.map(({ geometry }) => this.details.get(geometry) ?? []);
    const smooth = [...copies.values()].map(({ roughness }) => roughness);
    const setDetail = (unitPx: number): void => {
      [...copies.values()].forEach((material, place) => {
        material.roughness = roughnessSeen(smooth[place] ?? 1, unitPx);
      });
      meshes.forEach((mesh, place) => {
        mesh.geometry = detailFor(details[place] ?? [], unitPx) ?? mesh.geometry;
      });
    };
    const box = new Box3().setFromObject(model);
    return { object, meshes, materials: [...copies.values()], box, setDetail };
  }

  dispose(): void {
    this.isDisposed = true;
    for (const model of this.models.values()) disposeModel(model);
    this.models.clear();
    for (const details of this.details.values()) {
      for (const { geometry } of details) geometry.dispose();
    }
    this.details.clear();
  }

  private workable(material: MeshStandardMaterial, clip: Plane[]): MeshStandardMaterial {
    const copy = material.clone();
    copy.clippingPlanes = clip;
    if (this.isSoftware) return withScreenLook(copy);
    // The stage draws far to near by order, not by opacity: so models count as transparent, too.
    copy.transparent = true;
    copy.forceSinglePass = true;
    return copy;
  }

  private makeDetails(model: Object3D, simplifier: Simplifier): void {
    model.updateMatrixWorld();
    model.traverse((part) => {
      if (!(part instanceof Mesh)) return;
      const unit = part.matrixWorld.getMaxScaleOnAxis(); // Corners are stored as small whole numbers.
      this.details.set(part.geometry, detailsOf(part.geometry, unit, simplifier));
    });
  }
}

async function gltfLoader() {
  const [{ GLTFLoader }, { MeshoptDecoder }] = await Promise.all([
    import("three/examples/jsm/loaders/GLTFLoader.js"),
    import("three/examples/jsm/libs/meshopt_decoder.module.js"),
  ]);
  const loader = new GLTFLoader();
  loader.setMeshoptDecoder(MeshoptDecoder);
  loader.register((parser) => {
    // The other loader fetches blob: addresses, which the pages' policy does not allow.
    parser.textureLoader = new TextureLoader(parser.options.manager);
    return { name: "kindlens_pictures" };
  });
  return loader;
}

function disposeModel(model: Object3D): void {
  model.traverse((part) => {
    if (!(part instanceof Mesh)) return;
    part.geometry.dispose();
    for (const material of [part.material].flat() as Material[]) {
      for (const texture of texturesOf(material)) texture.dispose();
      material.dispose();
    }
  });
}

function texturesOf(material: Material): Texture[] {
  return Object.values(material).filter(
    (value): value is Texture => typeof value === "object" && value?.isTexture === true,
  );
}
