"""A look at one trace by itself: whether it stands still, or jumps as no head does."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol

from server.plausibility.finding import Finding
from server.plausibility.sketch import Sketch, draw_sketch, is_moving

TICK_HZ = 30

# A living face was seen without any change for 4 ticks at most, a photograph moved by a robot for
# 30; one before which nobody sits stays as it is.
STILL_TICKS_MAX = 5 * TICK_HZ
# The third difference of the head's place from tick to tick: up to 58 in clips of people, three
# times its size in one that jumps. A tracker errs now and then, but not twelve times a play.
JERK_PERMILLE_MAX = 150
JERKS_MAX = 12
PLACES = ("head_x_permille", "head_y_permille")


class ReadableTrace(Protocol):
    """The part of a decoded trace that is looked at; each release has a class of its own."""

    columns: tuple[str, ...]
    rows: list[tuple[int, ...]]


def look(trace: ReadableTrace, *, may_be_still: bool) -> tuple[Finding | None, Sketch]:
    """Return what a trace by itself says, and its sketch.

    may_be_still: the effect takes a photograph in the camera's place, which does not move.
    """
    signals = moving_signals(trace)
    finding = None if may_be_still else find_still(trace, list(signals.values()))
    return finding or find_jerks(trace, signals), draw_sketch(signals)


def moving_signals(trace: ReadableTrace) -> dict[str, list[int]]:
    """Return the signals that measure places, sizes and angles, a value a tick."""
    return {
        name: [row[position] for row in trace.rows]
        for position, name in enumerate(trace.columns)
        if is_moving(name)
    }


def find_still(trace: ReadableTrace, signals: Sequence[Sequence[int]]) -> Finding | None:
    """Say whether somebody was there for long without the least movement."""
    spans = find_still_spans(trace, signals)
    longest = max((end - first for first, end in spans), default=0)
    if longest <= STILL_TICKS_MAX:
        return None
    return Finding("still", {"seconds": longest // TICK_HZ})


def find_still_spans(
    trace: ReadableTrace, signals: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Yield where somebody is there and nothing changes: the first such tick, the first after."""
    present = trace.columns.index("is_present")
    still = 0
    before: tuple[int, ...] | None = None
    tick = 0
    for tick, (row, values) in enumerate(zip(trace.rows, zip(*signals, strict=True), strict=False)):
        is_still = values == before and row[present]
        if still and not is_still:
            yield tick - still, tick
        still = still + 1 if is_still else 0
        before = values
    if still:
        yield tick + 1 - still, tick + 1


def find_jerks(trace: ReadableTrace, signals: Mapping[str, Sequence[int]]) -> Finding | None:
    """Say whether the head moved as no head moves, again and again."""
    jerks = sum(1 for _ in find_jerk_ticks(trace, signals))
    return Finding("jerky", {"jerks": jerks}) if jerks > JERKS_MAX else None


def find_jerk_ticks(
    trace: ReadableTrace, signals: Mapping[str, Sequence[int]]
) -> Iterator[tuple[str, int]]:
    """Yield each movement that no head makes: its signal, and the tick before it."""
    there = [name for name in ("is_present", "is_head_present") if name in trace.columns]
    presence = [trace.columns.index(name) for name in there]
    has_changed = [
        any(a[position] != b[position] for position in presence) for a, b in pairwise(trace.rows)
    ]
    for name in PLACES:
        v = signals.get(name, ())
        for t in range(len(v) - 3):
            jerk = abs(v[t + 3] - 3 * v[t + 2] + 3 * v[t + 1] - v[t])
            if jerk > JERK_PERMILLE_MAX and not any(has_changed[t : t + 3]):
                yield name, t
