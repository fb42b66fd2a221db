"""Intervals against published and tabulated values."""

import pytest

from tests.gestures.intervals import poisson_95, wilson_95


def test_wilson_is_as_published() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263 and 0 of 20.
    assert wilson_95(81, 263) == pytest.approx((0.2553, 0.3662), abs=0.0001)
    assert wilson_95(0, 20) == pytest.approx((0.0, 0.1611), abs=0.0001)


def test_poisson_is_near_the_exact_one() -> None:
    assert poisson_95(0) == pytest.approx((0.0, 3.69), abs=0.1)
    assert poisson_95(10) == pytest.approx((4.80, 18.39), abs=0.05)


def test_nonsense_is_told() -> None:
    with pytest.raises(ValueError, match="got 3 hits of 2 trials"):
        wilson_95(3, 2)
