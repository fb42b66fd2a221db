"""Recorded plays are kept beside their effect and must go on replaying to what was seen.

A trace file is JSON: seed, trace (base64 of deflated bytes, as a page sends it), made_by, and
expected: status, ticks and facts. A change of rules makes old ones differ; record them anew with
`python -m tests.record_traces`, and say so in the commit.
"""

import base64
import json
import zlib
from pathlib import Path

import pytest

from effects.engine.play import find_effect
from effects.engine.replay import replay
from effects.engine.trace import decode
from effects.release import EFFECTS

TRACES = sorted(EFFECTS.glob("*/traces/*.json"))


def test_every_effect_has_traces() -> None:
    assert {path.parents[1].name for path in TRACES} == {
        path.parent.name for path in EFFECTS.glob("*/manifest.json")
    }


@pytest.mark.parametrize("path", TRACES, ids=lambda path: path.stem)
def test_a_recorded_play_replays_to_what_was_seen(path: Path) -> None:
    kept = json.loads(path.read_text("utf-8"))
    effect_id = path.parents[1].name
    manifest = json.loads((EFFECTS / effect_id / "manifest.json").read_text("utf-8"))
    trace = decode(zlib.decompress(base64.b64decode(kept["trace"])))
    outcome = replay(find_effect(effect_id), trace, kept["seed"], manifest["choices"])
    assert {
        "status": outcome.status,
        "ticks": outcome.ticks,
        "facts": outcome.facts,
    } == kept["expected"]
