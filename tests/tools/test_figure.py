"""A figure's line says what it means, also where there is nothing to compare with."""

import json

import pytest

from tests.bench.figure import Figure, at_least, at_most, median, missed


@pytest.mark.parametrize(
    ("figure", "meets"),
    [
        (Figure("tick", 1.5, "ms", at_most(1.5)), True),
        (Figure("tick", 1.6, "ms", at_most(1.5)), False),
        (Figure("rate", 60, "1/s", at_least(60)), True),
        (Figure("rate", 13.4, "1/s", at_least(0.9, of="ratio"), baseline=15), False),
        (Figure("rate", 13.6, "1/s", at_least(0.9, of="ratio"), baseline=15), True),
        (Figure("memory", 300, "MB"), None),
    ],
)
def test_a_bar_is_met_on_its_right_side(figure: Figure, meets: bool | None) -> None:
    assert json.loads(figure.line())["meets"] is meets


def test_a_line_has_every_field() -> None:
    assert json.loads(Figure("rate", 13.60049, "1/s", at_least(0.9, "ratio"), 15).line()) == {
        "name": "rate",
        "value": 13.6,
        "unit": "1/s",
        "baseline": 15,
        "ratio": 0.907,
        "bar": 0.9,
        "meets": True,
    }


def test_what_could_not_be_measured_has_the_same_fields_and_meets_nothing() -> None:
    line = json.loads(missed("rate", "no browser"))
    assert line.pop("error") == "no browser"
    assert line.pop("meets") is False
    assert set(line) == {"name", "value", "unit", "baseline", "ratio", "bar"}


def test_a_median_is_of_five() -> None:
    assert median([5, 1, 4, 2, 3]) == 3
    with pytest.raises(AssertionError, match="got 2 runs, expected 5"):
        median([1, 2])
