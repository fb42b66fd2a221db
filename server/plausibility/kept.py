"""What is kept of a play's sketch, so that later plays can be compared with it."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.plausibility.sketch import Sketch

KEPT_PASSAGES_MAX = 16  # Of one play, by which a copy of it is found, as well as by ...
KEPT_WINDOWS_MAX = 16  # ... its clearest windows ...
KEPT_APART_TICKS = 15  # ... that begin so far from each other.


@dataclass(frozen=True)
class Kept:
    """A sketch from the first tick on, and by what a copy of it is found.

    signals: signs and clearness of the bends, a bit each. windows: (signal, tick, key).
    passages: (tick, mark).
    """

    signals: Mapping[str, tuple[int, int]]
    windows: Sequence[tuple[str, int, int]]
    passages: Sequence[tuple[int, int]]

    def as_bytes(self) -> bytes:
        """Return it as the database has it."""
        return zlib.compress(json.dumps([self.signals, self.windows, self.passages]).encode())


def keep(sketch: Sketch) -> Kept | None:
    """Return what is kept of a sketch; None where nothing could be found again."""
    windows: list[tuple[str, int, int]] = []
    for name, tick, key in sketch.windows:
        if any(near == name and abs(tick - at) < KEPT_APART_TICKS for near, at, _ in windows):
            continue
        windows.append((name, tick, key))
        if len(windows) == KEPT_WINDOWS_MAX:
            break
    passages = sketch.passages[:KEPT_PASSAGES_MAX]
    if not windows and not passages:
        return None
    signals = {name: (one.signs[0], one.are_clear[0]) for name, one in sketch.signals.items()}
    return Kept(signals, windows, passages)


def read_kept(data: bytes) -> Kept:
    """Return what `as_bytes` gave."""
    signals, windows, passages = json.loads(zlib.decompress(data))
    return Kept(
        {name: (signs, are_clear) for name, (signs, are_clear) in signals.items()},
        [(name, tick, key) for name, tick, key in windows],
        [(tick, mark) for tick, mark in passages],
    )
