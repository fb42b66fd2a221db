"""A folder of effects for tests: the real engine, and the tiny effect beside it."""

import json
import re
import shutil
from pathlib import Path

from tests.live_server import ROOT

TINY = Path(__file__).parent / "three_taps"
TITLES = {"zh-CN": "三下", "en": "Three taps"}
SUMMARIES = {"zh-CN": "点三下就好。", "en": 'Tap "three" times & be done.'}


def make_effects(folder: Path) -> Path:
    """Make a folder of effects and return it."""
    shutil.copytree(
        ROOT / "effects" / "engine", folder / "engine", ignore=shutil.ignore_patterns("__pycache__")
    )
    (folder / "__init__.py").touch()
    effect = folder / "three_taps"
    shutil.copytree(TINY, effect, ignore=shutil.ignore_patterns("__pycache__"))
    (effect / "texts").mkdir()
    for language, title in TITLES.items():
        words = {"title": title, "summary": SUMMARIES[language]}
        (effect / "texts" / f"{language}.json").write_text(json.dumps(words), "utf-8")
    return folder


def change_taps(folder: Path, taps: int) -> None:
    """Let the effect ask for another number of taps: another release."""
    path = folder / "three_taps" / "effect.py"
    text = re.sub(r"^TAPS = \d+$", f"TAPS = {taps}", path.read_text("utf-8"), flags=re.M)
    path.write_text(text, "utf-8")
