"""What effects can use is documented, name by name."""

from effects.checks.texts import PAGE_GESTURES, REQUIRED_TEXTS
from effects.engine.effect import Effect
from effects.engine.hands import FINGERS, HAND_GESTURES
from effects.engine.landmarks import ANCHORS, HAND_ANCHORS
from effects.engine.signals import SIGNALS
from effects.engine.stage import KINDS, MOTIONS, NODE_FIELDS
from effects.place import EFFECTS

GUIDE = (EFFECTS / "README.md").read_text("utf-8")


def test_every_signal_is_documented_as_it_is() -> None:
    for name, low, high, _, text in SIGNALS:
        assert f"| `{name}` | {low}..{high} | {text} |" in GUIDE


def test_every_word_of_an_effect_is_documented() -> None:
    anchors = tuple(name for name, _ in ANCHORS + HAND_ANCHORS)
    for name in (
        NODE_FIELDS + KINDS + tuple(filter(None, MOTIONS)) + anchors + FINGERS + HAND_GESTURES
    ):
        assert f"`{name}`" in GUIDE, name


def test_every_member_of_effect_is_documented() -> None:
    members = {name for name in vars(Effect) if not name.startswith("_")}
    for name in members | {"stage", "random", "choices", "mode", "phase", "hint", "line", "done"}:
        assert f"`{name}`" in GUIDE or f"`{name}(" in GUIDE, name


def test_every_text_that_an_effect_needs_is_documented() -> None:
    for name in REQUIRED_TEXTS + PAGE_GESTURES:
        assert f"`{name}`" in GUIDE, name
