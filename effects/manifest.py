"""The manifest of an effect: what it is, needs, offers and may use up. CPython only."""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from effects.place import MANIFEST, EffectPlace

Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Strict(BaseModel):
    """No unknown keys, no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Limits(Strict):
    """ticks_max: 30 a second. trace_bytes_max: before deflating."""

    ticks_max: int = Field(ge=30, le=18000)
    trace_bytes_max: int = Field(ge=1024, le=1_000_000)


class Manifest(Strict):
    """The file manifest.json of an effect's folder; `id` is the folder's name."""

    id: Word
    api: Literal[1]  # Grows when the engine changes in a way that effects must follow.
    task: Word
    tracking: list[Literal["face", "hands", "person"]]  # The first is what a play waits for.
    photo: bool = False  # Whether a photograph of the device may take the camera's place.
    photo_hints: dict[Word, Word] = {}  # Which hint is shown then in a hint's place.
    liked_still: str | None = None  # Its print gets a heart where the fact `liked` is told.
    choices: dict[Word, Annotated[list[Word], Field(min_length=1)]]
    limits: Limits
    texts: dict[str, Sha256]
    art: dict[str, Sha256]
    models: dict[str, Sha256] = {}
    figure: Sha256 | None = None  # Whom the pointer adorns: see effects/README.md.


class FigureFace(Strict):
    """points: x, y, z in turn of every landmark in FACE_LANDMARKS."""

    points: list[float]


class FigureHand(Strict):
    """side: the figure's own. points: x, y, z in turn of every landmark in HAND_LANDMARKS."""

    side: Literal["left", "right"]
    points: list[float]


class Figure(Strict):
    """The file figure.json: where an illustrated person's face and hands are, as a tracker says.

    In 0..1 of the unmirrored picture; the drawing shows it mirrored, as visitors see themselves.
    """

    faces: list[FigureFace]
    hands: list[FigureHand]


def read_manifest(place: EffectPlace) -> Manifest:
    """Return an effect's manifest. Raises OSError, and ValidationError (a ValueError)."""
    return Manifest.model_validate_json((place.folder / MANIFEST).read_bytes())


def words_of_choices(manifest: Manifest) -> list[str]:
    """Return the text keys that a manifest's choices need."""
    keys: list[str] = []
    for name, options in manifest.choices.items():
        keys.append(f"choice.{name}")
        keys += [f"choice.{name}.{option}" for option in options]
    return keys


def placeholders(text: str) -> set[str]:
    """Return the names in braces of a text: {"n"} for "caught {n}"."""
    return set(re.findall(r"\{([a-z_]+)\}", text))
