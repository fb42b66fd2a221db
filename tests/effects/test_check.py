"""The validator of effect folders: every effect here is fit, and each fault is told."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from effects.check import check_effect as problems_of
from effects.check import check_manifest, check_tracking, stamp
from effects.checks.models import MODEL_BYTES_MAX
from effects.checks.texts import REQUIRED_TEXTS
from effects.place import EFFECTS, LANGUAGES, effect_ids, own_place
from effects.release import build_release


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the effects' folder that a test may spoil."""
    copy = tmp_path / "effects"
    shutil.copytree(EFFECTS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def check_effect(effect_id: str, root: Path = EFFECTS) -> list[str]:
    """Return what is wrong, a line each."""
    return [str(problem) for problem in problems_of(effect_id, root)]


def edit_json(path: Path, change: Callable[[dict[str, object]], object]) -> None:
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")


@pytest.mark.parametrize("effect_id", effect_ids())
def test_every_effect_is_fit_to_be_released(effect_id: str) -> None:
    assert check_effect(effect_id) == []


def test_a_wrong_id_is_told(root: Path) -> None:
    edit_json(root / "dodge_food/manifest.json", lambda m: m.update(id="other"))
    assert (
        "got id 'other'; expected 'dodge_food', the folder's name"
        in check_effect("dodge_food", root)[0]
    )


def test_a_wrong_value_is_told_with_its_place(root: Path) -> None:
    edit_json(root / "dodge_food/manifest.json", lambda m: m.update(limits={"ticks_max": "many"}))
    told = "\n".join(check_effect("dodge_food", root))
    assert "limits.ticks_max" in told
    assert "limits.ticks_max: 'many'" in told
    assert "got no limits.trace_bytes_max; expected this key too" in told


def test_a_missing_manifest_is_told(root: Path) -> None:
    (root / "dodge_food/manifest.json").unlink()
    assert "no file" in check_effect("dodge_food", root)[0]


def test_texts_must_match_in_both_languages(root: Path) -> None:
    edit_json(root / "dodge_food/texts/en.json", lambda t: t.pop("hint.nod"))
    edit_json(root / "dodge_food/texts/zh-CN.json", lambda t: t.update({"float.combo": "{x}"}))
    told = "\n".join(check_effect("dodge_food", root))
    assert "texts/en.json: got no 'hint.nod'; expected every text" in told
    assert "got 'float.combo' with the places {n}; expected {x}, as in zh-CN" in told


@pytest.mark.parametrize("key", REQUIRED_TEXTS)
def test_every_word_that_the_pages_say_is_asked_for(root: Path, key: str) -> None:
    for language in LANGUAGES:
        edit_json(root / f"dodge_food/texts/{language}.json", lambda t: t.pop(key))
    told = check_effect("dodge_food", root)
    assert f"add '{key}'" in "\n".join(told)


def test_what_the_pages_could_not_show_is_told(root: Path) -> None:
    changed = {
        "page.how_gestures": "nod juggle",
        "page.progress": "so far",
        "story.silver.text": "A story without a place.",
    }
    for language in LANGUAGES:
        edit_json(root / f"dodge_food/texts/{language}.json", lambda t: t.update(changed))
    told = "\n".join(check_effect("dodge_food", root))
    assert "got 'juggle'" in told
    assert "art/hint_juggle_0.svg" in told
    assert "expected the places {done} and {total}" in told
    assert "no 'story.silver.place'" in told


def test_changed_art_is_told_until_it_is_stamped(root: Path) -> None:
    svg = root / "dodge_food/art/fish.svg"
    svg.write_text(svg.read_text("utf-8").replace("</svg>", "<g/></svg>"), "utf-8")
    assert "other hashes for art/fish" in check_effect("dodge_food", root)[0]
    stamp("dodge_food", root)
    assert check_effect("dodge_food", root) == []


def test_hostile_art_is_refused(root: Path) -> None:
    svg = root / "dodge_food/art/fish.svg"
    svg.write_text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "utf-8")
    assert "got <script>; expected elements that draw shapes" in "\n".join(
        check_effect("dodge_food", root)
    )


def test_code_outside_the_subset_is_told(root: Path) -> None:
    with (root / "dodge_food/effect.py").open("a", encoding="utf-8") as file:
        file.write("\nimport os\n")
    assert "import of os" in check_effect("dodge_food", root)[0]


def test_any_change_makes_another_release(root: Path) -> None:
    hashes = {build_release("dodge_food", root).hash}
    for name in ("dodge_food/effect.py", "engine/stage.py", "dodge_food/texts/en.json"):
        path = root / name
        text = path.read_text("utf-8")
        path.write_text(text[:-1] + "\n\n" if name.endswith(".py") else text + " ", "utf-8")
        hashes.add(build_release("dodge_food", root).hash)
    assert len(hashes) == 4


def test_the_document_holds_all_that_the_page_runs() -> None:
    document = build_release("dodge_food").document
    about = {"id", "release", "is_trusted", "manifest"}
    assert set(document) == about | {"files", "texts", "art", "models", "figure"}
    assert "effects/engine/bridge.py" in document["files"]
    assert "effects/dodge_food/effect.py" in document["files"]
    assert "effects/check.py" not in document["files"]
    assert document["texts"]["en"]["title"]


def test_models_and_figure_are_checked_and_stamped(root: Path) -> None:
    models = root / "dodge_food/models"
    models.mkdir()
    (models / "ring.glb").write_bytes(b"no model")
    (root / "dodge_food/figure.json").write_text('{"faces": [{"points": [0.5]}], "hands": [{}]}')
    told = "\n".join(check_effect("dodge_food", root))
    assert "models/ring.glb: got no glTF binary" in told
    assert "figure.json: got hands.0.side" in told
    (root / "dodge_food/figure.json").write_text('{"faces": [{"points": [0.5]}], "hands": []}')
    assert "a face of 1 numbers; expected 42" in "\n".join(check_effect("dodge_food", root))
    (models / "ring.glb").write_bytes(b"glTF" + bytes(MODEL_BYTES_MAX))
    assert "expected at most 1500000" in "\n".join(check_effect("dodge_food", root))
    (models / "ring.glb").write_bytes(b"glTF and so on")
    (root / "dodge_food/figure.json").write_text('{"faces": [], "hands": []}')
    assert "other hashes for models/ring, figure.json" in check_effect("dodge_food", root)[0]
    stamp("dodge_food", root)
    assert check_effect("dodge_food", root) == []


def test_what_is_tracked_must_be_owned_up_to(root: Path) -> None:
    edit_json(root / "dodge_food/manifest.json", lambda m: m.update(tracking=[]))
    place = own_place("dodge_food", root)
    manifest, _ = check_manifest(place)
    assert manifest is not None
    assert [problem.todo for problem in check_tracking(place, manifest)] == [
        "add 'face' to tracking"
    ]
