"""The manifest of an effect that somebody named."""

from effects.manifest import Manifest
from effects.release import EFFECTS, MANIFEST, effect_ids


class UnknownEffectError(Exception):
    """There is no such effect; the text names those there are."""


def read_manifest(effect_id: str) -> Manifest:
    """Return an effect's manifest. Raises UnknownEffectError."""
    if effect_id not in effect_ids():
        raise UnknownEffectError(
            f"got effect {effect_id!r}, expected one of: {', '.join(effect_ids())}"
        )
    return Manifest.model_validate_json((EFFECTS / effect_id / MANIFEST).read_bytes())
