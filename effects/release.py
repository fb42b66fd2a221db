"""A release: everything that the page runs of one effect, under one hash. CPython only.

A ticket names the hash; the server replays a play with exactly the files of its ticket's release.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from effects.place import EFFECTS, FIGURE, MANIFEST, EffectPlace, place_of

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


def build_release(effect: str | EffectPlace, root: Path = EFFECTS) -> Release:
    """Return the release of an effect as its files are now.

    effect: where it lies, or its id in root.

    The document has id, release, is_trusted, manifest, files (path to Python source), texts
    (language to catalogue), art (name to SVG), models (name to address) and figure (or null). The
    manifest in it carries the sha256 of each text, picture, model and figure as read, so that the
    one hash covers all. Raises OSError or ValueError for files that
    are missing or no JSON; `kindlens check` says more.
    """
    place = place_of(effect, root)
    manifest = json.loads((place.folder / MANIFEST).read_text("utf-8"))
    texts = {name: path.read_text("utf-8") for name, path in place.text_files().items()}
    art = {name: path.read_text("utf-8") for name, path in place.art_files().items()}
    manifest["texts"] = {name: sha256(text.encode()) for name, text in texts.items()}
    manifest["art"] = {name: sha256(svg.encode()) for name, svg in art.items()}
    models = {name: path.read_bytes() for name, path in place.model_files().items()}
    manifest["models"] = {name: sha256(model) for name, model in models.items()}
    figure_path = place.folder / FIGURE
    figure = figure_path.read_text("utf-8") if figure_path.is_file() else None
    manifest["figure"] = None if figure is None else sha256(figure.encode())
    files = {name: path.read_text("utf-8") for name, path in place.python_files().items()}
    digest = sha256(
        canonical_json(
            {
                "files": {path: sha256(source.encode()) for path, source in files.items()},
                "manifest": sha256(canonical_json(manifest)),
            }
        )
    )
    document = {
        "id": place.id,
        "release": digest,
        "is_trusted": place.is_trusted,
        "manifest": manifest,
        "files": files,
        "texts": {name: json.loads(text) for name, text in texts.items()},
        "art": art,
        "models": {name: MODEL_ADDRESS % key for name, key in manifest["models"].items()},
        "figure": None if figure is None else json.loads(figure),
    }
    by_hash = {manifest["models"][name]: model for name, model in models.items()}
    return Release(place.id, digest, document, by_hash)
