"""One measured figure and the JSON line it is printed as."""

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

RUNS = 5  # A figure is the median of this many.


@dataclass(frozen=True)
class Bar:
    """What a figure is held to. of: "value", or "ratio" (value divided by baseline)."""

    limit: float
    is_ceiling: bool
    of: Literal["value", "ratio"] = "value"

    def meets(self, value: float, ratio: float | None) -> bool:
        """Return whether the figure is on the right side of the limit."""
        held = value if self.of == "value" else ratio
        assert held is not None, "a bar on a ratio needs a baseline"
        return held <= self.limit if self.is_ceiling else held >= self.limit


def at_most(limit: float) -> Bar:
    """Return a bar that a figure must not exceed."""
    return Bar(limit, is_ceiling=True)


def at_least(limit: float, of: Literal["value", "ratio"] = "value") -> Bar:
    """Return a bar that a figure, or its ratio to the baseline, must reach."""
    return Bar(limit, is_ceiling=False, of=of)


@dataclass(frozen=True)
class Figure:
    """A median with its unit; baseline: the same measured of something bare, in the same run."""

    name: str
    value: float
    unit: str
    bar: Bar | None = None
    baseline: float | None = None

    @property
    def ratio(self) -> float | None:
        """Return value divided by baseline, None where there is no baseline."""
        return self.value / self.baseline if self.baseline else None

    def line(self) -> str:
        """Return the figure as one line of JSON; bar and meets are null where none is set."""
        return json.dumps(
            {
                "name": self.name,
                "value": rounded(self.value),
                "unit": self.unit,
                "baseline": rounded(self.baseline),
                "ratio": rounded(self.ratio),
                "bar": self.bar.limit if self.bar else None,
                "meets": self.bar.meets(self.value, self.ratio) if self.bar else None,
            }
        )


def missed(name: str, reason: str) -> str:
    """Return the line of a figure that could not be measured; it meets nothing."""
    empty = dict.fromkeys(("value", "unit", "baseline", "ratio", "bar"))
    return json.dumps({"name": name, **empty, "meets": False, "error": reason})


def rounded(value: float | None) -> float | None:
    """Return a number with as many digits as a measurement is worth."""
    return None if value is None else round(value, 3)


def median(values: Sequence[float]) -> float:
    """Return the median of the runs of one figure."""
    assert len(values) == RUNS, f"got {len(values)} runs, expected {RUNS}"
    return statistics.median(values)


def median_of_runs(measure: Callable[[int], float]) -> float:
    """Return the median of measure(0) … measure(RUNS - 1)."""
    return median([measure(run) for run in range(RUNS)])
