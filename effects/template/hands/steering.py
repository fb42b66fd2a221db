"""What the lantern follows: an open hand, whichever is seen."""

from effects.engine import Signals

SIGNALS = (
    "is_left_hand_present",
    "left_hand_x_permille",
    "is_right_hand_present",
    "right_hand_x_permille",
)


def wanted_x(signals: Signals) -> int:
    """Return where the visitor wants the lantern: 0 is the left edge of the screen, 1000 the right.

    In pointer mode the pointer stands for a right hand.
    """
    if signals.is_right_hand_present:
        return signals.right_hand_x_permille
    return signals.left_hand_x_permille
