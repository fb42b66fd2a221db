"""Traces that no camera makes, made out of honest ones: for tests and figures of plausibility."""

import random
from dataclasses import dataclass

from server.plausibility.sketch import is_moving, is_turned_around, mirrored_name

Row = tuple[int, ...]


@dataclass
class Rows:
    """The part of a trace that is looked at."""

    columns: tuple[str, ...]
    rows: list[Row]


def copied(
    trace: Rows, rng: random.Random, noise: float, late_ticks: int, *, is_mirrored: bool = False
) -> Rows:
    """Return a trace that does the same, this many ticks sooner, with noise on all that moves."""
    rows = [turned(row, trace.columns) if is_mirrored else row for row in trace.rows[late_ticks:]]
    return Rows(trace.columns, [shaken(row, trace.columns, rng, noise) for row in rows])


def frozen(trace: Rows) -> Rows:
    """Return a trace in which everything that moves stays as it was in the middle."""
    kept = trace.rows[len(trace.rows) // 2]
    return Rows(
        trace.columns,
        [
            tuple(
                still if is_moving(name) else value
                for name, still, value in zip(trace.columns, kept, row, strict=True)
            )
            for row in trace.rows
        ],
    )


def turned(row: Row, columns: tuple[str, ...]) -> Row:
    """Return a row as it would be in a mirror."""
    values = dict(zip(columns, row, strict=True))
    mirrored = {name: values.get(mirrored_name(name), values[name]) for name in columns}
    return tuple(
        (1000 if name.endswith("_x_permille") else 0) - value if is_turned_around(name) else value
        for name, value in mirrored.items()
    )


def shaken(row: Row, columns: tuple[str, ...], rng: random.Random, noise: float) -> Row:
    """Return a row with noise of this standard deviation on all that moves."""
    return tuple(
        value + round(rng.gauss(0, noise)) if is_moving(name) else value
        for name, value in zip(columns, row, strict=True)
    )
