"""Writes a model as plain binary glTF 2.0; compress.mjs makes it small afterwards."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from mesh import Array, Mesh

FLOAT, UNSIGNED_SHORT, UNSIGNED_INT = 5126, 5123, 5125
VERTICES, INDICES = 34962, 34963
REPEAT, CLAMP, LINEAR, MIPMAPPED = 10497, 33071, 9729, 9987


@dataclass
class Material:
    """One surface: factors of the metallic-roughness model, and pictures as JPEG bytes."""

    name: str
    colour: tuple[float, float, float] = (0.92, 0.93, 0.95)
    metallic: float = 1.0
    roughness: float = 0.25
    normal_scale: float = 1.0
    colour_jpeg: bytes = b""
    normal_jpeg: bytes = b""
    is_tiled: bool = False


@dataclass
class Part:
    """A node: what it shows, where its pivot is, what hangs on it."""

    name: str
    surfaces: list[tuple[Mesh, Material]] = field(default_factory=list)
    pivot: tuple[float, float, float] = (0, 0, 0)
    children: list[Part] = field(default_factory=list)


class Writer:
    """Collects the parts of one file."""

    def __init__(self) -> None:
        self.blob = bytearray()
        self.json: dict[str, Any] = {
            "asset": {"version": "2.0", "generator": "Kindlens assets/ornaments"},
            "scene": 0,
            "scenes": [],
            "nodes": [],
            "meshes": [],
            "accessors": [],
            "bufferViews": [],
            "materials": [],
        }
        self.materials: dict[str, int] = {}

    def view(self, data: bytes, target: int | None = None) -> int:
        """Append bytes; return the number of their buffer view."""
        self.blob.extend(b"\0" * (-len(self.blob) % 4))
        view = {"buffer": 0, "byteOffset": len(self.blob), "byteLength": len(data)}
        if target is not None:
            view["target"] = target
        self.blob.extend(data)
        self.json["bufferViews"].append(view)
        return len(self.json["bufferViews"]) - 1

    def accessor(self, values: Array, kind: str) -> int:
        """Append 32-bit floats, one row a vertex; return the accessor's number."""
        data = np.ascontiguousarray(values, dtype="<f4")
        entry: dict[str, Any] = {
            "bufferView": self.view(data.tobytes(), VERTICES),
            "componentType": FLOAT,
            "count": len(data),
            "type": kind,
        }
        if kind == "VEC3":
            entry["min"] = data.min(axis=0).tolist()
            entry["max"] = data.max(axis=0).tolist()
        self.json["accessors"].append(entry)
        return len(self.json["accessors"]) - 1

    def texture(self, jpeg: bytes, is_tiled: bool) -> int:
        """Append a picture with its sampler; return the texture's number."""
        wrap = REPEAT if is_tiled else CLAMP
        samplers = self.json.setdefault("samplers", [])
        sampler = {"magFilter": LINEAR, "minFilter": MIPMAPPED, "wrapS": wrap, "wrapT": wrap}
        if sampler not in samplers:
            samplers.append(sampler)
        images = self.json.setdefault("images", [])
        images.append({"bufferView": self.view(jpeg), "mimeType": "image/jpeg"})
        textures = self.json.setdefault("textures", [])
        textures.append({"sampler": samplers.index(sampler), "source": len(images) - 1})
        return len(textures) - 1

    def material(self, material: Material) -> int:
        """Return the number of a material, appended when it is first met."""
        if material.name not in self.materials:
            surface: dict[str, Any] = {
                "baseColorFactor": [*material.colour, 1],
                "metallicFactor": material.metallic,
                "roughnessFactor": material.roughness,
            }
            entry = {"name": material.name, "pbrMetallicRoughness": surface}
            if material.colour_jpeg:
                index = self.texture(material.colour_jpeg, material.is_tiled)
                surface["baseColorTexture"] = {"index": index}
            if material.normal_jpeg:
                index = self.texture(material.normal_jpeg, material.is_tiled)
                entry["normalTexture"] = {"index": index, "scale": material.normal_scale}
            self.materials[material.name] = len(self.json["materials"])
            self.json["materials"].append(entry)
        return self.materials[material.name]

    def primitive(self, mesh: Mesh, material: Material) -> dict[str, Any]:
        """Append a mesh; return its entry."""
        attributes = {
            "POSITION": self.accessor(mesh.positions, "VEC3"),
            "NORMAL": self.accessor(mesh.normals, "VEC3"),
            "COLOR_0": self.accessor(np.repeat(mesh.shades[:, None], 3, axis=1), "VEC3"),
        }
        if material.colour_jpeg or material.normal_jpeg:
            attributes["TEXCOORD_0"] = self.accessor(mesh.uvs, "VEC2")
        data = np.ascontiguousarray(mesh.triangles.reshape(-1), dtype="<u4")
        self.json["accessors"].append(
            {
                "bufferView": self.view(data.tobytes(), INDICES),
                "componentType": UNSIGNED_INT,
                "count": len(data),
                "type": "SCALAR",
            }
        )
        return {
            "attributes": attributes,
            "indices": len(self.json["accessors"]) - 1,
            "material": self.material(material),
        }

    def node(self, part: Part) -> int:
        """Append a part and what hangs on it; return the node's number."""
        entry: dict[str, Any] = {"name": part.name}
        if part.surfaces:
            primitives = [self.primitive(*surface) for surface in part.surfaces]
            self.json["meshes"].append({"name": part.name, "primitives": primitives})
            entry["mesh"] = len(self.json["meshes"]) - 1
        if any(part.pivot):
            entry["translation"] = list(part.pivot)
        if part.children:
            entry["children"] = [self.node(child) for child in part.children]
        self.json["nodes"].append(entry)
        return len(self.json["nodes"]) - 1


def write(path: Path, root: Part) -> None:
    """Write the parts under `root` as a .glb file."""
    writer = Writer()
    writer.json["scenes"] = [{"name": root.name, "nodes": [writer.node(root)]}]
    blob = bytes(writer.blob) + b"\0" * (-len(writer.blob) % 4)
    writer.json["buffers"] = [{"byteLength": len(blob)}]
    text = json.dumps(writer.json, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    total = 12 + 8 + len(text) + 8 + len(blob)
    path.write_bytes(
        struct.pack("<4sII", b"glTF", 2, total)
        + struct.pack("<I4s", len(text), b"JSON")
        + text
        + struct.pack("<I4s", len(blob), b"BIN\0")
        + blob
    )
