"""A held trace as its reviewer sees it: each moving signal over time, and where it is odd."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from server.plausibility.history import compare
from server.plausibility.kept import Kept
from server.plausibility.look import (
    STILL_TICKS_MAX,
    ReadableTrace,
    find_jerk_ticks,
    find_still_spans,
    moving_signals,
)
from server.plausibility.sketch import AVERAGED_TICKS, BEND_TICKS, Sketch, ones

MarkKind = Literal["absent", "still", "jerk", "same"]

JERK_TICKS = 3  # A third difference spans so many.
SAME_BENDS_MIN = 5  # Half a second of one signal; fewer that agree in a row are chance.
SAME_GAP_BENDS = 5  # Bends that are no more than noise part a passage only where there are more.
BEND_MIDDLE_TICKS = BEND_TICKS + AVERAGED_TICKS // 2  # From a bend's first tick to its middle.


@dataclass(frozen=True)
class Mark:
    """Something to look at, in ticks from `first` until before `end`. signal: "" for all."""

    kind: MarkKind
    signal: str
    first: int
    end: int


@dataclass(frozen=True)
class Picture:
    """signals: by name, a value a tick."""

    ticks: int
    signals: Mapping[str, Sequence[int]]
    marks: Sequence[Mark]


def read_picture(fields: dict[str, Any]) -> Picture:
    """Return the picture that `dataclasses.asdict` took apart."""
    marks = [Mark(**mark) for mark in fields["marks"]]
    return Picture(fields["ticks"], fields["signals"], marks)


def draw_picture(trace: ReadableTrace) -> Picture:
    """Return what a trace shows by itself."""
    signals = moving_signals(trace)
    present = trace.columns.index("is_present")
    marks = [Mark("absent", "", *span) for span in spans([not row[present] for row in trace.rows])]
    marks += [
        Mark("still", "", first, end)
        for first, end in find_still_spans(trace, list(signals.values()))
        if end - first > STILL_TICKS_MAX
    ]
    marks += [
        Mark("jerk", name, tick, tick + JERK_TICKS + 1)
        for name, tick in find_jerk_ticks(trace, signals)
    ]
    return Picture(len(trace.rows), signals, marks)


def spans(are_so: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield where a row of truths is true without a break: first, and the first after."""
    first = None
    for place, is_so in enumerate([*are_so, False]):
        if is_so and first is None:
            first = place
        elif not is_so and first is not None:
            yield first, place
            first = None


def mark_same(kept: Kept, new: Sketch, later_by: int, *, is_mirrored: bool) -> Iterator[Mark]:
    """Yield where the signals of a play bend as those of the earlier play, of which it is a copy.

    later_by: ticks by which it does the same later.
    """
    for compared in compare(kept, new, later_by, is_mirrored=is_mirrored):
        run: list[int] = []
        for place in [*ones(compared.both), None]:
            is_same = place is not None and compared.same >> place & 1
            if run and (not is_same or place is None or place - run[-1] > SAME_GAP_BENDS):
                if len(run) >= SAME_BENDS_MIN:
                    first, last = (
                        compared.first_tick + one * AVERAGED_TICKS + BEND_MIDDLE_TICKS
                        for one in (run[0], run[-1])
                    )
                    yield Mark("same", compared.signal, first, last + AVERAGED_TICKS)
                run = []
            if place is not None and is_same:
                run.append(place)
