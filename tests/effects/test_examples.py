"""The example effects: free of faults, and alike in both interpreters, tick by tick."""

import json
from pathlib import Path
from typing import Any

import pytest

from effects.check import check_effect
from effects.packages import find_place, make_importable
from effects.place import EFFECTS
from effects.trace_file import read_trace_file
from tests.engine import packed_ticks
from tests.engine_harness.micropython import run_in_micropython

PLACES = [find_place(str(folder)) for folder in sorted((EFFECTS / "examples").iterdir())]
PLAYS_FILE = "/plays.json"


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_an_example_is_free_of_faults(place: Any) -> None:
    make_importable(place)
    assert [str(problem) for problem in check_effect(place)] == []


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_recorded_plays_give_the_same_ticks_in_micropython(place: Any) -> None:
    make_importable(place)
    orders: list[dict[str, Any]] = []
    for path in place.trace_files():
        kept = read_trace_file(path)
        trace = kept.trace
        orders.append(
            {
                "effect": place.id,
                "seed": kept.seed,
                "choices": trace.choices,
                "mode": trace.mode,
                "rows": trace.rows,
            }
        )
    sources = {f"/{name}": file.read_text("utf-8") for name, file in place.python_files().items()}
    calls = [f"print_packed_ticks({PLAYS_FILE!r}, {number})" for number in range(len(orders))]
    printed = run_in_micropython(
        Path(packed_ticks.__file__).read_text("utf-8"),
        *calls,
        files=sources | {PLAYS_FILE: json.dumps(orders)},
    )
    ours = [line for order in orders for line in packed_ticks.packed_ticks(order)]
    assert printed.splitlines() == ours
