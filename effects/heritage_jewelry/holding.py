"""What a hand is up to: is it open, has it closed over something, where is it."""

from effects.engine import FINGERS, HAND_GESTURES, Signals

GRIPS = ("fist", "pinch")
SURE_TICKS = 3  # A gesture of a tenth of a second is meant.
LOOSE_TICKS = 5  # Whoever takes something had an open hand before.
FORGET_TICKS = 40  # A closing hand may be lost from sight for a moment.
# Whoever takes something comes to rest over it: a hand that talks or scratches passes by. Measured
# on ten composed minutes of those (effects/engine/GESTURES.md).
REST_TICKS, REST_REACH = 9, 60  # In 0.3 s it moves at most so many permille, x and y together,
REST_WITHIN_TICKS = 15  # at the latest half a second after it closed.
HELD_TICKS = 45  # A hand that came closed takes as well, once it has waited 1.5 s over it.


class Hand:
    """One hand, "left" or "right". x, y: the palm's middle in permille of the picture.

    must_rest: a hand before a camera takes only what it rests over; a pointer is sure anyway.
    """

    def __init__(self, side: str, must_rest: bool) -> None:
        self.side = side
        self._must_rest = must_rest
        self.is_there = False
        self.x = 0
        self.y = 0
        self.gesture = "none"
        self.finger = "none"
        self.palm = 0
        self.missing_ticks = 0
        self.gesture_ticks = 0  # For how long the gesture has lasted.
        self.has_closed = False  # True in the one tick in which the hand takes what is under it.
        self._is_taking = False
        self._way: "list[tuple[int, int]]" = []
        self._loose_ticks = 0
        self._grip_ticks = 0

    def next(self, signals: Signals) -> None:
        """Take one tick's signals."""
        self.has_closed = False
        self.is_there = getattr(signals, "is_" + self.side + "_hand_present") == 1
        if not self.is_there:
            self._miss()
            return
        self._see(signals)
        if self.gesture in GRIPS:
            self._grip()
        else:
            self._loosen()

    def _miss(self) -> None:
        self.missing_ticks += 1
        self.gesture_ticks = 0
        self._way = []
        if self.missing_ticks > FORGET_TICKS:
            self._loose_ticks = self._grip_ticks = 0

    def _see(self, signals: Signals) -> None:
        prefix = self.side + "_hand_"
        self.missing_ticks = 0
        self.x = getattr(signals, prefix + "x_permille")
        self.y = getattr(signals, prefix + "y_permille")
        self._way.append((self.x, self.y))
        if len(self._way) > REST_TICKS:
            self._way.pop(0)
        self.palm = getattr(signals, prefix + "palm_permille")
        self.finger = FINGERS[int(getattr(signals, prefix + "finger"))]
        gesture = HAND_GESTURES[int(getattr(signals, prefix + "gesture"))]
        self.gesture_ticks = self.gesture_ticks + 1 if gesture == self.gesture else 1
        self.gesture = gesture

    def _grip(self) -> None:
        self._grip_ticks += 1
        if self._grip_ticks == SURE_TICKS:
            self._is_taking = self._loose_ticks >= LOOSE_TICKS
        elif self._grip_ticks == SURE_TICKS + REST_WITHIN_TICKS:
            self._is_taking = False
        elif self._grip_ticks == HELD_TICKS:
            self._is_taking = self._must_rest
        if self._is_taking and self._is_at_rest():
            self.has_closed = True
            self._is_taking = False

    def _loosen(self) -> None:
        self._loose_ticks = self._loose_ticks + 1 if self._grip_ticks == 0 else 1
        self._grip_ticks = 0
        self._is_taking = False

    def _is_at_rest(self) -> bool:
        if not self._must_rest:
            return True
        xs, ys = [x for x, _ in self._way], [y for _, y in self._way]
        moved = max(xs) - min(xs) + max(ys) - min(ys)
        return len(self._way) == REST_TICKS and moved <= REST_REACH

    def shows(self, gesture: str, ticks: int = SURE_TICKS) -> bool:
        """Return whether the hand has made this gesture for so many ticks."""
        return self.is_there and self.gesture == gesture and self.gesture_ticks >= ticks

    def is_near(self, x: int, y: int, reach_x: int, reach_y: int) -> bool:
        """Return whether the hand is or was last seen around a place (permille)."""
        return abs(self.x - x) <= reach_x and abs(self.y - y) <= reach_y
