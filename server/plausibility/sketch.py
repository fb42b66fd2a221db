"""A sketch of a trace: the signs of its bends, by which a copy of it is recognised.

A bend is where a moving signal, averaged over a tenth of a second, curves up or down. Noise of a
tracker's size hardly changes the signs, a shift in time moves them, a mirror turns them around.

Who hardly moves has few clear bends: two seconds of such a play are known again by every move.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

AVERAGED_TICKS = 3
BEND_TICKS = 6  # A bend is measured against what was so long before and comes so long after.
BEND_MIN = 6  # A smaller one may be noise: five times what rounding to whole numbers makes.
WINDOW_BENDS = 20  # Signs in a key: two seconds of one signal.
KEY_MASK = (1 << WINDOW_BENDS) - 1
LEVELS = (96, 48, 24, 12, 6)  # Windows of which every bend is this large are taken first.
WINDOWS_MAX = 512

SAME_TICKS = 60  # Of a passage that is known again as it is ...
SAME_MOVES_MIN = 20  # ... in which so many ticks bring some movement.
PASSAGE_EVERY = 16  # So many ticks, by chance, from one beginning of a passage to the next.
PASSAGES_MAX = 64


@dataclass(frozen=True)
class Bends:
    """The bends of one signal, for each of the three ticks at which an average may begin.

    signs, are_clear: a bit for each bend: whether it curves down, whether it is no noise.
    """

    signs: tuple[int, ...]
    are_clear: tuple[int, ...]


@dataclass(frozen=True)
class Sketch:
    """What is remembered of a trace.

    windows: (signal, tick, key), the clearest first. passages, mirrored: (tick, mark) of passages
    as they are, and as a mirror shows them.
    """

    signals: Mapping[str, Bends]
    windows: Sequence[tuple[str, int, int]]
    passages: Sequence[tuple[int, int]]
    mirrored: Sequence[tuple[int, int]]

    def as_json_value(self) -> Any:
        """Return it in a form that json.dumps takes."""
        signals = {name: (one.signs, one.are_clear) for name, one in self.signals.items()}
        return [signals, self.windows, self.passages, self.mirrored]


def read_sketch(value: Any) -> Sketch:
    """Return the sketch that `as_json_value` gave."""
    signals, windows, passages, mirrored = value
    return Sketch(
        {name: Bends(tuple(signs), tuple(clear)) for name, (signs, clear) in signals.items()},
        [(name, tick, key) for name, tick, key in windows],
        [(tick, mark) for tick, mark in passages],
        [(tick, mark) for tick, mark in mirrored],
    )


def is_moving(name: str) -> bool:
    """Return whether a signal measures a place, a size or an angle."""
    return name.endswith(("_permille", "_ddeg"))


def draw_sketch(signals: Mapping[str, Sequence[int]]) -> Sketch:
    """Return the sketch of a trace's moving signals."""
    bends = {name: measure_bends(values) for name, values in signals.items()}
    made = {name: draw(one) for name, one in bends.items() if any(one)}
    moves = {name: [b - a for a, b in pairwise(values)] for name, values in signals.items()}
    return Sketch(
        made,
        find_windows(bends, made),
        find_passages(moves),
        find_passages({name: mirrored_moves(moves, name) for name in moves}),
    )


def mirrored_moves(moves: Mapping[str, Sequence[int]], name: str) -> Sequence[int]:
    """Return the moves of a signal as a mirror shows them."""
    shown = moves.get(mirrored_name(name), moves[name])
    return [-move for move in shown] if is_turned_around(name) else shown


def find_passages(moves: Mapping[str, Sequence[int]]) -> list[tuple[int, int]]:
    """Return passages in which something moves, that begin where the moves themselves say."""
    rows = list(zip(*moves.values(), strict=True))
    is_move = [any(row) for row in rows]
    found: list[tuple[int, int]] = []
    for tick in range(len(rows) - SAME_TICKS):
        # Whole numbers have the same hash in every process.
        if not is_move[tick] or hash(tuple(rows[tick : tick + 3])) % PASSAGE_EVERY:
            continue
        if sum(is_move[tick : tick + SAME_TICKS]) >= SAME_MOVES_MIN:
            found.append((tick, hash(tuple(rows[tick : tick + SAME_TICKS]))))
            if len(found) == PASSAGES_MAX:
                break
    return found


def measure_bends(v: Sequence[int]) -> list[int]:
    """Return, for each tick, how far the average there is above those around it."""
    sums = [a + b + c for a, b, c in zip(v, v[1:], v[2:], strict=False)]
    around = zip(sums, sums[BEND_TICKS:], sums[2 * BEND_TICKS :], strict=False)
    return [2 * middle - before - after for before, middle, after in around]


def draw(bends: Sequence[int]) -> Bends:
    """Return the signs of bends, and which of them are clear."""
    return Bends(
        packed(["1" if bend > 0 else "0" for bend in bends]),
        packed(["1" if bend >= BEND_MIN or bend <= -BEND_MIN else "0" for bend in bends]),
    )


def packed(digits: Sequence[str]) -> tuple[int, ...]:
    """Return bits, the first the lowest, of every third digit, from each of the first three."""
    return tuple(
        int("".join(digits[first::AVERAGED_TICKS])[::-1] or "0", 2)
        for first in range(AVERAGED_TICKS)
    )


def find_windows(
    bends: Mapping[str, Sequence[int]], made: Mapping[str, Bends]
) -> list[tuple[str, int, int]]:
    """Return the clearest windows of all signals, those with the largest bends first."""
    found: list[tuple[str, int, int]] = []
    taken: set[tuple[str, int]] = set()
    for level in LEVELS:
        for name, drawn in made.items():
            large = packed(["1" if abs(bend) >= level else "0" for bend in bends[name]])
            for first, bits in enumerate(large):
                for position in ones(runs(bits)):
                    tick = position * AVERAGED_TICKS + first
                    if (name, tick) in taken:
                        continue
                    taken.add((name, tick))
                    found.append((name, tick, drawn.signs[first] >> position & KEY_MASK))
                    if len(found) == WINDOWS_MAX:
                        return found
    return found


def runs(bits: int) -> int:
    """Return where WINDOW_BENDS ones in a row begin."""
    for shift in (1, 2, 4, 8, 4):  # Runs of 2, 4, 8, 16 and 20.
        bits &= bits >> shift
    return bits


def ones(bits: int) -> Iterable[int]:
    """Yield the places of a number's ones, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def mirrored_name(name: str) -> str:
    """Return the signal that a signal becomes in a mirror."""
    if name.startswith("left_"):
        return "right_" + name.removeprefix("left_")
    return "left_" + name.removeprefix("right_") if name.startswith("right_") else name


def is_turned_around(name: str) -> bool:
    """Return whether a mirror turns a signal's bends around: what points to a side."""
    return name.endswith(("_x_permille", "_roll_ddeg", "_yaw_ddeg"))
