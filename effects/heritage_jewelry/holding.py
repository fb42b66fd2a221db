"""What a hand is up to: is it open, has it closed over something, where is it."""

from effects.engine import FINGERS, HAND_GESTURES, Signals

GRIPS = ("fist", "pinch")
SURE_TICKS = 3  # A gesture of a tenth of a second is meant.
LOOSE_TICKS = 5  # Whoever takes something had an open hand before.
FORGET_TICKS = 40  # A closing hand may be lost from sight for a moment.


class Hand:
    """One hand, "left" or "right". x, y: the palm's middle in permille of the picture."""

    def __init__(self, side: str) -> None:
        self.side = side
        self.is_there = False
        self.x = 0
        self.y = 0
        self.gesture = "none"
        self.finger = "none"
        self.palm = 0
        self.missing_ticks = 0
        self.gesture_ticks = 0  # For how long the gesture has lasted.
        self.has_closed = False  # True in the one tick in which the hand closes.
        self._loose_ticks = 0
        self._grip_ticks = 0

    def next(self, signals: Signals) -> None:
        """Take one tick's signals."""
        prefix = self.side + "_hand_"
        self.has_closed = False
        self.is_there = getattr(signals, "is_" + prefix + "present") == 1
        if not self.is_there:
            self.missing_ticks += 1
            self.gesture_ticks = 0
            if self.missing_ticks > FORGET_TICKS:
                self._loose_ticks = self._grip_ticks = 0
            return
        self.missing_ticks = 0
        self.x = getattr(signals, prefix + "x_permille")
        self.y = getattr(signals, prefix + "y_permille")
        self.palm = getattr(signals, prefix + "palm_permille")
        self.finger = FINGERS[int(getattr(signals, prefix + "finger"))]
        gesture = HAND_GESTURES[int(getattr(signals, prefix + "gesture"))]
        self.gesture_ticks = self.gesture_ticks + 1 if gesture == self.gesture else 1
        self.gesture = gesture
        if gesture in GRIPS:
            self._grip_ticks += 1
            self.has_closed = self._grip_ticks == SURE_TICKS and self._loose_ticks >= LOOSE_TICKS
        else:
            self._loose_ticks = self._loose_ticks + 1 if self._grip_ticks == 0 else 1
            self._grip_ticks = 0

    def shows(self, gesture: str, ticks: int = SURE_TICKS) -> bool:
        """Return whether the hand has made this gesture for so many ticks."""
        return self.is_there and self.gesture == gesture and self.gesture_ticks >= ticks

    def is_near(self, x: int, y: int, reach_x: int, reach_y: int) -> bool:
        """Return whether the hand is or was last seen around a place (permille)."""
        return abs(self.x - x) <= reach_x and abs(self.y - y) <= reach_y
