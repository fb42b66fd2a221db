"""What the ages read from one person's pictures say of the film: does it go up, and how far."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

CHILD, OLD = 5, 80


@dataclass(frozen=True)
class Progress:
    """Ages read from a person's pictures. now: of the untouched one; stages: by age drawn."""

    person: str
    now: float
    stages: dict[int, float]

    @property
    def span(self) -> float:
        """Return the years between the drawn child of five and eighty."""
        return self.stages[OLD] - self.stages[CHILD]

    @property
    def inversions(self) -> int:
        """Return how many neighbours stand the wrong way round."""
        return sum(after < before for before, after in pairwise(self.in_order()))

    @property
    def rank_correlation(self) -> float:
        """Return Spearman's between ages drawn and ages read: 1 where all are in order."""
        read = self.in_order()
        count = len(read)
        places = ranks(read)
        apart = sum((place - drawn) ** 2 for drawn, place in enumerate(places))
        return 1 - 6 * apart / (count * (count * count - 1))

    def in_order(self) -> list[float]:
        """Return the ages read, by age drawn."""
        return [self.stages[age] for age in sorted(self.stages)]

    def line(self) -> str:
        """Return a row of the table."""
        read = "".join(f"{age:6.1f}" for age in (self.now, *self.in_order()))
        child, old = self.stages[CHILD] - self.now, self.stages[OLD] - self.now
        return (
            f"{self.person[:24]:24}{read}{self.span:8.1f}{self.rank_correlation:7.2f}"
            f"{self.inversions:5}{child:9.1f}{old:9.1f}"
        )


def ranks(values: Sequence[float]) -> list[float]:
    """Return each value's place in order, from 0; equal ones share the mean of theirs."""
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


def header(ages: Sequence[int]) -> str:
    """Return the table's first row."""
    drawn = "".join(f"{age:>6}" for age in ("now", *ages))
    return f"{'':24}{drawn}{'span':>8}{'rank':>7}{'inv':>5}{'5-now':>9}{'80-now':>9}"


def mean_of(people: Sequence[Progress]) -> Progress:
    """Return the mean of all people, as one."""

    def mean(values: list[float]) -> float:
        return sum(values) / len(values)

    ages = people[0].stages
    return Progress(
        "mean",
        mean([one.now for one in people]),
        {age: mean([one.stages[age] for one in people]) for age in ages},
    )
