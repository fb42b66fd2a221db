"""A thumb that is held up for about a second, by either hand."""

from effects.engine import HAND_GESTURES, Signals

THUMB_UP = HAND_GESTURES.index("thumb_up")
LIKE_TICKS = 27
STEPS = 3  # What is shown of it: how many thirds are held.
# Permille of the picture, across or down. A thumb that is meant stays where it was held up; a fist
# that comes up to scratch or to rest the chin, and looks like one, is on its way.
REACH = 50


class ThumbUp:
    """Fills while a thumb is up and empties as fast, so that a tracker's blink costs little."""

    def __init__(self) -> None:
        self.ticks = 0
        self._x = self._y = 0  # Where it was held up first.

    def next(self, signals: Signals) -> bool:
        """Return whether the thumb has been up for long enough."""
        if signals.right_hand_gesture == THUMB_UP:
            self._fill(signals.right_hand_x_permille, signals.right_hand_y_permille)
        elif signals.left_hand_gesture == THUMB_UP:
            self._fill(signals.left_hand_x_permille, signals.left_hand_y_permille)
        else:
            self.ticks = max(0, self.ticks - 1)
        return self.ticks >= LIKE_TICKS

    def _fill(self, x: int, y: int) -> None:
        is_elsewhere = abs(x - self._x) > REACH or abs(y - self._y) > REACH
        if self.ticks == 0 or is_elsewhere:
            self.ticks = 0
            self._x, self._y = x, y
        self.ticks += 1

    def steps(self) -> int:
        """Return how many thirds are held."""
        return self.ticks * STEPS // LIKE_TICKS
