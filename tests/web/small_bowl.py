"""The dodge game with a small bowl: the real game, over after a few dishes.

For tests of what goes on around a play. That the whole game can be played to its credit, by a face
and by a mouse, is for test_robot.py and test_firefox.py.
"""

import shutil
from pathlib import Path

from effects.place import EFFECTS

FULL_BOWL = "PORTIONS = 16 "
SMALL_BOWL = "PORTIONS = 4 "


def effects_with_a_small_bowl(folder: Path) -> Path:
    """Make a folder of effects, for the setting EFFECTS_DIR, and return it."""
    shutil.copytree(EFFECTS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    path = folder / "dodge_food" / "effect.py"
    source = path.read_text("utf-8")
    assert source.count(FULL_BOWL) == 1, f"got no {FULL_BOWL!r} in the game; to do: name it here"
    path.write_text(source.replace(FULL_BOWL, SMALL_BOWL), "utf-8")
    return folder
