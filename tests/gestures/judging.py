"""What the engine makes of tracked sequences: is each occurrence of a gesture recognised?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from effects.engine.hands import HAND_GESTURES
from effects.engine.signals import SIDES, TICK_HZ, SignalReader
from effects.tracker.clip import by_tick

if TYPE_CHECKING:
    from effects.engine.tracker_frame import TrackerFrame

COLUMNS = ("is_present", *(f"{side}_hand_gesture" for side in SIDES))
RECOGNISED_TICKS = 9  # On end: 0.3 s, long enough for any effect to act on it.
GRACE_S = 0.2  # After its end a gesture may still be seen: the tracker needs a picture.


@dataclass(frozen=True)
class Occurrence:
    """A gesture of one hand, fully shown from start_s to end_s of its sequence."""

    gesture: str
    side: str
    photo: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Verdict:
    """delay_s: from its start until the signal named it for good; None where it never did.

    wrong: another gesture that the signal named for as long as would count.
    """

    occurrence: Occurrence
    is_recognised: bool
    delay_s: float | None
    wrong: str | None


def gestures_by_tick(frames: "Sequence[TrackerFrame]") -> dict[str, list[int]]:
    """Return side to the gesture's number at every tick."""
    reader = SignalReader(COLUMNS)
    timed = [(frame["t_ms"] / 1000, frame) for frame in frames]
    rows = [reader.read_frame(new[1] if new else None, False) for new in by_tick(timed)]
    return {side: [row[number + 1] for row in rows] for number, side in enumerate(SIDES)}


def longest_run(values: Sequence[int], wanted: int) -> tuple[int, int]:
    """Return where the longest run of a value starts, and how long it is."""
    best_start, best, run = 0, 0, 0
    for at, value in enumerate(values):
        run = run + 1 if value == wanted else 0
        if run > best:
            best_start, best = at - run + 1, run
    return best_start, best


def judge(occurrence: Occurrence, gestures: dict[str, list[int]]) -> Verdict:
    """Return whether the signal of the occurrence's own side named the gesture for long enough."""
    start = round(occurrence.start_s * TICK_HZ)
    values = gestures[occurrence.side][start : round((occurrence.end_s + GRACE_S) * TICK_HZ)]
    at, ticks = longest_run(values, HAND_GESTURES.index(occurrence.gesture))
    is_recognised = ticks >= RECOGNISED_TICKS
    # What is left of the gesture before it does not count against this one.
    settled = values[round(GRACE_S * TICK_HZ) : len(values) - round(GRACE_S * TICK_HZ)]
    wrong = [
        name
        for number, name in enumerate(HAND_GESTURES)
        if name not in ("none", occurrence.gesture)
        and longest_run(settled, number)[1] >= RECOGNISED_TICKS
    ]
    return Verdict(
        occurrence,
        is_recognised,
        at / TICK_HZ if is_recognised else None,
        wrong[0] if wrong else None,
    )
