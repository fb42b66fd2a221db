"""What the lantern follows: the head."""

from effects.engine import Signals

SIGNALS = ("head_x_permille",)


def wanted_x(signals: Signals) -> int:
    """Return where the visitor wants the lantern: 0 is the left edge of the screen, 1000 the right.

    In pointer mode the pointer stands for the head.
    """
    return signals.head_x_permille
