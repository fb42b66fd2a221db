"""What the studio reads off an effect's source, and its own Python beside the engine."""

import base64
import json
import zlib
from pathlib import Path

import pytest

from effects.engine.bridge import open_play, tick
from effects.place import own_place
from effects.studio.thresholds import Threshold, find_thresholds
from effects.studio.workbench import columns, digests, open_watched, read_trace, row
from effects.trace_file import read_trace_file

SOURCE = """
from effects.engine import Hysteresis

NEAR, FAR = 300, 200
TURN_DDEG = 150

class Effect:
    def __init__(self, signals):
        self._near = Hysteresis(NEAR, FAR)

    def tick(self, signals):
        if self._near.next(signals.head_width_permille) and signals.is_pressed == 1:
            return abs(signals.head_yaw_ddeg) <= TURN_DDEG
        return 250 < signals.head_x_permille < self.right or other.head_y_permille > 3
"""


def test_levels_are_read_off_comparisons_and_hystereses() -> None:
    found = find_thresholds({"effects/it/effect.py": SOURCE})
    assert {(level.signal, level.level, level.name) for level in found} == {
        ("head_width_permille", 200, "FAR"),
        ("head_width_permille", 300, "NEAR"),
        ("is_pressed", 1, ""),
        ("head_yaw_ddeg", -150, "-TURN_DDEG"),
        ("head_yaw_ddeg", 150, "TURN_DDEG"),
        ("head_x_permille", 250, ""),
    }
    assert Threshold("head_x_permille", 250, "", "effects/it/effect.py", 14) in found


def test_a_source_that_does_not_parse_has_none() -> None:
    assert find_thresholds({"effects/it/effect.py": "if:"}) == []


@pytest.mark.parametrize("path", own_place("dodge_food").trace_files(), ids=lambda path: path.stem)
def test_rows_that_were_recorded_play_as_they_did(path: Path) -> None:
    kept = json.loads(path.read_text("utf-8"))
    play = read_trace_file(path)
    order = {
        "effect": "dodge_food",
        "play_id": play.trace.play_id,
        "seed": kept["seed"],
        "choices": play.trace.choices,
        "mode": play.trace.mode,
    }
    open_watched(json.dumps(order))
    report = {}
    for recorded in play.trace.rows:
        fed = {"frame": list(recorded), "pointer": None, "is_pressed": False, "action": None}
        report = json.loads(tick(json.dumps(fed)))
    assert json.loads(row()) == list(play.trace.rows[-1])
    assert json.loads(digests()) == play.trace.digests
    assert (report["phase"], report["facts"]) == ("completed", kept["expected"]["facts"])


def test_a_trace_is_read_with_its_columns() -> None:
    path = own_place("dodge_food").trace_files()[0]
    kept = json.loads(path.read_text("utf-8"))
    inflated = base64.b64encode(zlib.decompress(base64.b64decode(kept["trace"]))).decode()
    told = json.loads(read_trace(inflated))
    described = json.loads(columns("dodge_food"))
    assert told["columns"] == [column["name"] for column in described]
    assert len(told["rows"]) == kept["expected"]["ticks"]
    open_play(
        json.dumps(
            {"effect": "dodge_food", "seed": kept["seed"]}
            | {key: told[key] for key in ("play_id", "choices", "mode")}
        )
    )
    assert json.loads(digests()) == []  # A play of the page's own keeps none.
