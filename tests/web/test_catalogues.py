"""The words of the product: complete in both languages, and drawable with our own font."""

import hashlib
import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from effects.checks.texts import LOADING_STEPS, PAGE_GESTURES
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


def font_contents(name: str) -> dict[str, str]:
    """Return what lies beside a font: its hash and the characters that it holds."""
    return json.loads((FONTS / f"{name}.json").read_text(encoding="utf-8"))


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
    module = characters_module()
    held = set(font_contents("noto-sans-sc")["characters"])
    missing = sorted(set(module.characters()) - held)
    assert not missing, f"got no glyph for {missing}; to do: run assets/fonts/subset.py"
    held |= set(font_contents("noto-sans-sc-more")["characters"])
    missing = sorted(set(module.more_characters()) - held)
    assert not missing, f"got no glyph for {missing}; to do: run assets/fonts/subset.py"
    held = set(font_contents("noto-sans-sc-studio")["characters"])
    missing = sorted(set(module.studio_characters()) - held)
    assert not missing, f"got no glyph for {missing}; to do: run assets/fonts/subset.py"


def test_pages_with_words_of_their_own_ask_for_their_font() -> None:
    for path in sorted(PAGES.glob("pages/*/texts/en.json")):
        page = "".join(source.read_text("utf-8") for source in path.parents[1].glob("*.ts*"))
        font = "studio" if path.parents[1].name == "studio" else "more"
        assert f"noto-sans-sc-{font}.css" in page, path


@pytest.mark.parametrize("name", ["noto-sans-sc", "noto-sans-sc-more"])
def test_the_font_is_the_one_described_and_small_and_free(name: str) -> None:
    font = (FONTS / f"{name}.woff2").read_bytes()
    assert hashlib.sha256(font).hexdigest() == font_contents(name)["sha256"]
    assert len(font) <= FONT_BYTES_MAX
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8").upper()
