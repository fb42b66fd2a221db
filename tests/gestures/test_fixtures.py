"""Gestures of real hands, as the tracker saw them, through the engine in both interpreters.

The sequences are recorded by make_fixtures.py; measure.py measures at length.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from effects.engine.hands import HAND_GESTURES, SETTLE_FRAMES
from effects.engine.signals import SIGNALS, with_always
from tests.engine import packed_ticks
from tests.engine_harness.micropython import run_in_micropython

FIXTURES = sorted(Path(__file__).with_name("fixtures").glob("*.json"))
COLUMNS = list(with_always(tuple(name for name, *_ in SIGNALS if "hand" in name)))
FRAMES_FILE = "/frames.json"


def load(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))


def column(rows: list[list[int]], name: str) -> list[int]:
    return [row[COLUMNS.index(name)] for row in rows]


def test_every_taught_gesture_has_a_fixture() -> None:
    assert {load(path)["gesture"] for path in FIXTURES} == {
        "open_palm",
        "fist",
        "point",
        "thumb_up",
    }


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_real_hand_is_named(path: Path) -> None:
    fixture = load(path)
    rows = packed_ticks.rows_of(COLUMNS, fixture["frames"])
    named = [HAND_GESTURES[value] for value in column(rows, f"{fixture['side']}_hand_gesture")]
    other = "left" if fixture["side"] == "right" else "right"
    # The first picture or two may be of a hand that is still fading in.
    assert named[-1] == fixture["gesture"]
    assert named.count(fixture["gesture"]) >= len(named) - SETTLE_FRAMES - 1
    assert sum(column(rows, f"is_{other}_hand_present")) == 0


def test_the_palm_and_the_back_of_a_hand_are_told_apart() -> None:
    for name, shows_palm in (("open_palm", True), ("back_of_hand", False)):
        fixture = load(Path(__file__).with_name("fixtures") / f"{name}.json")
        rows = packed_ticks.rows_of(COLUMNS, fixture["frames"])
        palms = column(rows, f"{fixture['side']}_hand_palm_permille")
        assert min(palms) > 400 if shows_palm else max(palms) < -400


def test_the_finger_that_points_is_the_index() -> None:
    fixture = load(Path(__file__).with_name("fixtures") / "point.json")
    rows = packed_ticks.rows_of(COLUMNS, fixture["frames"])
    assert column(rows, f"{fixture['side']}_hand_finger")[-1] == 2


def test_both_interpreters_agree_within_one_unit() -> None:
    frames = [frame for path in FIXTURES for frame in load(path)["frames"]]
    source = Path(packed_ticks.__file__).read_text("utf-8")
    given = json.dumps({"columns": COLUMNS, "frames": frames})
    printed = run_in_micropython(source, f"print_rows({FRAMES_FILE!r})", files={FRAMES_FILE: given})
    theirs = [json.loads(line) for line in printed.splitlines()]
    ours = packed_ticks.rows_of(COLUMNS, frames)
    assert len(theirs) == len(ours)
    for our_row, their_row in zip(ours, theirs, strict=True):
        for name, our_value, their_value in zip(COLUMNS, our_row, their_row, strict=True):
            limit = 0 if name.endswith(("_gesture", "_finger", "_present")) else 1
            assert abs(our_value - their_value) <= limit, name
