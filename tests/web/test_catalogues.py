"""The words of the product: complete in both languages, and drawable with our own font."""

import hashlib
import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from effects.check import LOADING_STEPS, PAGE_GESTURES
from server.verdicts import Verdict

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "web" / "src"
FONTS = ROOT / "assets" / "fonts"
FONT_BYTES_MAX = 300_000
PAGE_STANDINGS = ("kept", "waiting", "refused")  # What the page itself says beside the verdicts.


def catalogue(language: str) -> dict[str, str]:
    """Return the words of all pages, those that bring their own included."""
    words: dict[str, str] = {}
    for path in sorted(PAGES.glob(f"**/texts/{language}.json")):
        words |= json.loads(path.read_text(encoding="utf-8"))
    return words


@pytest.fixture(params=["zh-CN", "en"])
def words(request: pytest.FixtureRequest) -> dict[str, str]:
    return catalogue(request.param)


def characters_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("characters", FONTS / "characters.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def problems() -> list[str]:
    """Return the names of the union type that the play throws and the pages explain."""
    source = (ROOT / "web/src/play/problems.ts").read_text(encoding="utf-8")
    union = source.split("export type Problem =")[1].split(";")[0]
    return re.findall(r'"(\w+)"', union)


@pytest.mark.parametrize("status", [*Verdict, *PAGE_STANDINGS])
def test_every_verdict_has_a_title_and_a_sentence(status: str, words: dict[str, str]) -> None:
    assert words[f"verdict.{status}.title"]
    assert words[f"verdict.{status}.text"]


@pytest.mark.parametrize("problem", [*problems(), "unreachable", "update_needed"])
def test_every_problem_says_what_why_and_what_to_do(problem: str, words: dict[str, str]) -> None:
    assert words[f"problem.{problem}.title"]
    assert words[f"problem.{problem}.why"]
    assert words[f"problem.{problem}.step.any.1"]


def test_every_step_of_loading_has_words_in_every_effect() -> None:
    source = (ROOT / "web/src/play/loading.ts").read_text(encoding="utf-8")
    union = source.split("export type LoadStep =")[1].split(";")[0]
    assert tuple(re.findall(r'"(\w+)"', union)) == LOADING_STEPS


def test_every_gesture_that_an_effect_may_name_is_drawn() -> None:
    source = (ROOT / "web/src/pages/play/gesture.tsx").read_text(encoding="utf-8")
    table = source.split("const GESTURES")[1].split("};")[0]
    assert tuple(re.findall(r"^  (\w+): \[", table, flags=re.M)) == PAGE_GESTURES


def test_no_sentence_shouts(words: dict[str, str]) -> None:
    shouting = {key: text for key, text in words.items() if re.search(r"[!！]", text)}
    assert not shouting


def test_the_font_has_every_character_that_is_shown() -> None:
    contents = json.loads((FONTS / "noto-sans-sc.json").read_text(encoding="utf-8"))
    missing = sorted(set(characters_module().characters()) - set(contents["characters"]))
    assert not missing, f"got no glyph for {missing}; to do: run assets/fonts/subset.py"


def test_the_font_is_the_one_described_and_small_and_free() -> None:
    font = (FONTS / "noto-sans-sc.woff2").read_bytes()
    contents = json.loads((FONTS / "noto-sans-sc.json").read_text(encoding="utf-8"))
    assert hashlib.sha256(font).hexdigest() == contents["sha256"]
    assert len(font) <= FONT_BYTES_MAX
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8").upper()
