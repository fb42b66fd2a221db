"""Recorded plays must go on going as they went. After a change of the rules, record them anew."""

from pathlib import Path

import pytest

from effects.engine.play import find_effect
from effects.engine.replay import replay
from effects.manifest import read_manifest
from effects.packages import find_place, make_importable
from effects.trace_file import expectation, read_trace_file

PLACE = find_place(str(Path(__file__).parents[1]))
make_importable(PLACE)


@pytest.mark.parametrize("path", PLACE.trace_files(), ids=lambda path: path.stem)
def test_a_recorded_play_goes_as_it_went(path: Path) -> None:
    kept = read_trace_file(path)
    offered = read_manifest(PLACE).choices
    outcome = replay(find_effect(PLACE.id), kept.trace, kept.seed, offered)
    assert expectation(outcome) == kept.expected
