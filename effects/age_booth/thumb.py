"""A thumb that is held up for about a second, by either hand."""

from effects.engine import HAND_GESTURES, Signals

THUMB_UP = HAND_GESTURES.index("thumb_up")
LIKE_TICKS = 27
STEPS = 3  # What is shown of it: how many thirds are held.


class ThumbUp:
    """Fills while a thumb is up and empties as fast, so that a tracker's blink costs little."""

    def __init__(self) -> None:
        self.ticks = 0

    def next(self, signals: Signals) -> bool:
        """Return whether the thumb has been up for long enough."""
        is_up = THUMB_UP in (signals.left_hand_gesture, signals.right_hand_gesture)
        self.ticks = self.ticks + 1 if is_up else max(0, self.ticks - 1)
        return self.ticks >= LIKE_TICKS

    def steps(self) -> int:
        """Return how many thirds are held."""
        return self.ticks * STEPS // LIKE_TICKS
