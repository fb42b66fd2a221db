"""The plays that are remembered, and whether a new one is a copy of any.

A copy is told while the play it copies is among the newest.
"""

from collections import OrderedDict
from collections.abc import Iterable
from typing import NamedTuple

from server.plausibility.finding import Finding
from server.plausibility.kept import Kept
from server.plausibility.look import TICK_HZ
from server.plausibility.sketch import (
    AVERAGED_TICKS,
    KEY_MASK,
    Sketch,
    is_turned_around,
    mirrored_name,
)

PLAYS_MAX = 4096  # About 35 MB; half an hour at two plays a second.
COMPARED_MIN = 150  # Bends that both have; fewer say too little.
# Unrelated plays agree in half of their bends, and seldom in more than 0.72 (see the bench).
SAME_SHARE_MIN = 0.80
NOBODYS = ("", 0)  # A newer play had taken the place over, and has been forgotten itself.


class History:
    """The newest plays of all effects, and whether a new one is a copy of any."""

    def __init__(self, plays_max: int = PLAYS_MAX) -> None:
        self._plays_max = plays_max
        self._kept: OrderedDict[str, tuple[str, Kept]] = OrderedDict()
        self._places: dict[tuple[str, str, int], tuple[str, int]] = {}
        self._passages: dict[tuple[str, int], tuple[str, int]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def find_copied(self, play_id: str, effect: str, new: Sketch) -> Finding | None:
        """Return of which earlier play a new one is a copy, if of any."""
        for passages, is_mirrored in ((new.passages, False), (new.mirrored, True)):
            for tick, mark in passages:
                place = self._passages.get((effect, mark))
                if place is not None and place[0] != play_id:
                    return _copy(place[0], 1.0, tick - place[1], is_mirrored=is_mirrored)
        for earlier, later_by, is_mirrored in self._candidates(effect, new):
            if earlier == play_id:  # Delivered again, after an answer that was lost.
                continue
            share = same_share(self._kept[earlier][1], new, later_by, is_mirrored=is_mirrored)
            if share >= SAME_SHARE_MIN:
                return _copy(earlier, share, later_by, is_mirrored=is_mirrored)
        return None

    def _candidates(self, effect: str, new: Sketch) -> Iterable[tuple[str, int, bool]]:
        """Return plays that share a window: which, how many ticks later, whether in a mirror."""
        found: dict[tuple[str, int, bool], None] = {}
        for name, tick, key in new.windows:
            turned = key ^ KEY_MASK if is_turned_around(name) else key
            for seen_as, bits, is_mirrored in (
                (name, key, False),
                (mirrored_name(name), turned, True),
            ):
                place = self._places.get((effect, seen_as, bits))
                if place is not None:
                    found[place[0], tick - place[1], is_mirrored] = None
        return found

    def remember(self, play_id: str, effect: str, kept: Kept) -> None:
        """Keep a play, and forget the oldest where there are too many."""
        self._forget(play_id)
        for tick, mark in kept.passages:
            self._passages[effect, mark] = (play_id, tick)
        for name, tick, key in kept.windows:
            self._places[effect, name, key] = (play_id, tick)
        self._kept[play_id] = effect, kept
        if len(self._kept) > self._plays_max:
            self._forget(next(iter(self._kept)))

    def _forget(self, play_id: str) -> None:
        if play_id not in self._kept:
            return
        effect, kept = self._kept.pop(play_id)
        for name, _, key in kept.windows:
            if self._places.get((effect, name, key), NOBODYS)[0] == play_id:
                del self._places[effect, name, key]
        for _, mark in kept.passages:
            if self._passages.get((effect, mark), NOBODYS)[0] == play_id:
                del self._passages[effect, mark]


def _copy(of: str, share: float, later_by: int, *, is_mirrored: bool) -> Finding:
    return Finding(
        "copy",
        {
            "of": of,
            "share_percent": int(share * 100),
            "later_ms": later_by * 1000 // TICK_HZ,
            "is_mirrored": int(is_mirrored),
        },
    )


class Compared(NamedTuple):
    """One signal of a new play beside an earlier one's.

    both, same: a bit for each bend that is clear in both, and that curves the same way. first_tick:
    of the new play, at which the first bit's bend begins; each next one is AVERAGED_TICKS later.
    """

    signal: str
    both: int
    same: int
    first_tick: int


def compare(kept: Kept, new: Sketch, later_by: int, *, is_mirrored: bool) -> Iterable[Compared]:
    """Yield the signals that both plays have. later_by: ticks by which the new one is later."""
    shift, first = divmod(later_by, AVERAGED_TICKS)
    first_tick = first + max(shift, 0) * AVERAGED_TICKS
    for name, bends in new.signals.items():
        seen_as = mirrored_name(name) if is_mirrored else name
        if seen_as not in kept.signals:
            continue
        signs, are_clear = kept.signals[seen_as]
        new_signs, new_clear = bends.signs[first], bends.are_clear[first]
        if shift >= 0:
            new_signs, new_clear = new_signs >> shift, new_clear >> shift
        else:
            signs, are_clear = signs >> -shift, are_clear >> -shift
        both = are_clear & new_clear
        differ = both & (signs ^ new_signs)
        is_turned = is_mirrored and is_turned_around(name)
        yield Compared(name, both, differ if is_turned else both ^ differ, first_tick)


def same_share(kept: Kept, new: Sketch, later_by: int, *, is_mirrored: bool) -> float:
    """Return the share of clear bends that a new play has as an earlier one; 0.0 where too few.

    later_by: ticks by which the new play does the same later.
    """
    compared = same = 0
    for one in compare(kept, new, later_by, is_mirrored=is_mirrored):
        compared += one.both.bit_count()
        same += one.same.bit_count()
    return same / compared if compared >= COMPARED_MIN else 0.0
