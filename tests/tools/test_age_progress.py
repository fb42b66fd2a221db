"""What is said of the ages that a net read: spans, order, rank correlation."""

from tests.age_judge.progress import Progress, mean_of


def person(*read: float) -> Progress:
    return Progress("somebody", 30.0, dict(zip((1, 5, 12, 25, 45, 65, 80), read, strict=True)))


def test_a_film_in_order() -> None:
    one = person(4, 8, 14, 25, 41, 58, 70)
    assert one.span == 62
    assert one.inversions == 0
    assert one.rank_correlation == 1


def test_neighbours_the_wrong_way_round() -> None:
    one = person(8, 4, 14, 25, 41, 58, 70)
    assert one.inversions == 1
    assert 0.96 < one.rank_correlation < 0.97
    assert person(70, 58, 41, 25, 14, 8, 4).rank_correlation == -1


def test_equal_ages_are_no_inversion() -> None:
    assert person(8, 8, 14, 25, 41, 58, 70).inversions == 0


def test_the_mean_of_people() -> None:
    mean = mean_of([person(4, 8, 14, 25, 41, 58, 70), person(8, 12, 18, 25, 45, 62, 80)])
    assert mean.stages[5] == 10
    assert mean.span == 65
