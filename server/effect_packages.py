"""Which effects of installed packages this server offers."""

import logging
import os
from pathlib import Path

from effects.packages import installed_places
from effects.place import EffectPlace
from server.replay.enclosure import is_enforced
from server.settings import Settings

log = logging.getLogger(__name__)


def usable_packages(settings: Settings) -> list[EffectPlace]:
    """Return the effects of packages, where the kernel can enclose their code; else none.

    Nothing of theirs runs or is imported here. What is left out is said in the log.
    """
    folders = [Path(name) for name in settings.effect_packages.split(os.pathsep) if name]
    places = installed_places(folders, settings.effects_dir)
    if places and not is_enforced():
        log.error(
            "left out: %s; this system cannot enclose code that nobody vouches for. "
            "To do: run the server on Linux (x86-64 or ARM64), or put an effect that you trust "
            "into EFFECTS_DIR",
            ", ".join(place.id for place in places),
        )
        return []
    return places
