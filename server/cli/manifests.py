"""The manifest of an effect that somebody named, whose code this process may then run."""

from effects.manifest import Manifest, read_manifest
from effects.packages import find_place, make_importable


def open_effect(name: str) -> Manifest:
    """Return an effect's manifest and let its code be imported. Raises UnknownEffectError.

    name: see find_place; whoever types it trusts the effect.
    """
    place = find_place(name)
    make_importable(place)
    return read_manifest(place)
