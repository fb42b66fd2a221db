"""A release: everything that the page runs of one effect, under one hash. CPython only.

A ticket names the hash; the server replays a play with exactly the files of its ticket's release.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EFFECTS = Path(__file__).parent
LANGUAGES = ("zh-CN", "en")
MANIFEST = "manifest.json"
FIGURE = "figure.json"
MODEL_ADDRESS = "/releases/models/%s.glb"  # By its sha256.


@dataclass(frozen=True)
class Release:
    """One effect as released. document: what the page fetches, see build_release.

    models: what it fetches besides, by sha256.
    """

    id: str
    hash: str
    document: dict[str, Any]
    models: dict[str, bytes]


def canonical_json(value: object) -> bytes:
    """Return the one JSON encoding that hashes are made of."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(data: bytes) -> str:
    """Return the hexadecimal SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def effect_ids(root: Path = EFFECTS) -> list[str]:
    """Return the ids of all effects, in order: the folders that hold a manifest."""
    return sorted(path.parent.name for path in root.glob(f"*/{MANIFEST}"))


def python_files(effect_id: str, root: Path = EFFECTS) -> dict[str, str]:
    """Return path (from the folder above `effects`) to source of the engine and the effect."""
    paths = [
        root / "__init__.py",
        *sorted((root / "engine").glob("*.py")),
        *sorted((root / effect_id).glob("*.py")),
    ]
    return {
        "effects/" + path.relative_to(root).as_posix(): path.read_text("utf-8") for path in paths
    }


def text_files(effect_id: str, root: Path = EFFECTS) -> dict[str, Path]:
    """Return language to catalogue file."""
    return {language: root / effect_id / "texts" / f"{language}.json" for language in LANGUAGES}


def art_files(effect_id: str, root: Path = EFFECTS) -> dict[str, Path]:
    """Return picture name to SVG file, in order."""
    return {path.stem: path for path in sorted((root / effect_id / "art").glob("*.svg"))}


def model_files(effect_id: str, root: Path = EFFECTS) -> dict[str, Path]:
    """Return model name to glTF binary, in order."""
    return {path.stem: path for path in sorted((root / effect_id / "models").glob("*.glb"))}


def build_release(effect_id: str, root: Path = EFFECTS) -> Release:
    """Return the release of an effect as its files are now.

    The document has id, release, manifest, files (path to Python source), texts (language to
    catalogue), art (name to SVG), models (name to address) and figure (or null). The manifest in
    it carries the sha256 of each text, picture, model and figure as read, so that the one hash
    covers all. Raises OSError or ValueError for files that
    are missing or no JSON; `python -m effects.check` says more.
    """
    manifest = json.loads((root / effect_id / MANIFEST).read_text("utf-8"))
    texts = {name: path.read_text("utf-8") for name, path in text_files(effect_id, root).items()}
    art = {name: path.read_text("utf-8") for name, path in art_files(effect_id, root).items()}
    manifest["texts"] = {name: sha256(text.encode()) for name, text in texts.items()}
    manifest["art"] = {name: sha256(svg.encode()) for name, svg in art.items()}
    models = {name: path.read_bytes() for name, path in model_files(effect_id, root).items()}
    manifest["models"] = {name: sha256(model) for name, model in models.items()}
    figure_path = root / effect_id / FIGURE
    figure = figure_path.read_text("utf-8") if figure_path.is_file() else None
    manifest["figure"] = None if figure is None else sha256(figure.encode())
    files = python_files(effect_id, root)
    digest = sha256(
        canonical_json(
            {
                "files": {path: sha256(source.encode()) for path, source in files.items()},
                "manifest": sha256(canonical_json(manifest)),
            }
        )
    )
    document = {
        "id": effect_id,
        "release": digest,
        "manifest": manifest,
        "files": files,
        "texts": {name: json.loads(text) for name, text in texts.items()},
        "art": art,
        "models": {name: MODEL_ADDRESS % key for name, key in manifest["models"].items()},
        "figure": None if figure is None else json.loads(figure),
    }
    by_hash = {manifest["models"][name]: model for name, model in models.items()}
    return Release(effect_id, digest, document, by_hash)
