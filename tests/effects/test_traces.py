"""Recorded plays are kept beside their effect and must go on replaying to what was seen.

effects/trace_file.py says what is in such a file. A change of rules makes old ones differ; record
them anew with `python -m tests.record_traces`, and say so in the commit.
"""

from pathlib import Path

import pytest

from effects.engine.play import find_effect
from effects.engine.replay import replay
from effects.manifest import read_manifest
from effects.place import EFFECTS, own_place
from effects.trace_file import expectation, read_trace_file

TRACES = sorted(EFFECTS.glob("*/traces/*.json"))


def test_every_effect_has_traces() -> None:
    assert {path.parents[1].name for path in TRACES} == {
        path.parent.name for path in EFFECTS.glob("*/manifest.json")
    }


@pytest.mark.parametrize("path", TRACES, ids=lambda path: path.stem)
def test_a_recorded_play_replays_to_what_was_seen(path: Path) -> None:
    kept = read_trace_file(path)
    effect_id = path.parents[1].name
    assert kept.trace.effect == effect_id
    offered = read_manifest(own_place(effect_id)).choices
    outcome = replay(find_effect(effect_id), kept.trace, kept.seed, offered)
    assert expectation(outcome) == kept.expected
