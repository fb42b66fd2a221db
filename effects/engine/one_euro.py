"""The One Euro filter: steady when slow, quick when fast.

Source: Casiez, Roussel, Vogel, "1 Euro Filter", CHI 2012. Floating point, so it stands before the
recorded integers, never in scored logic.
"""

from math import pi

DERIVATIVE_CUTOFF_HZ = 1.0  # The paper's default.


def smoothing_factor(cutoff_hz: float, step_s: float) -> float:
    """Return how much of a new value a first-order low-pass filter takes, 0..1."""
    ratio = 2.0 * pi * cutoff_hz * step_s
    return ratio / (ratio + 1.0)


class OneEuro:
    """Smooths one number sampled at a fixed step.

    min_cutoff_hz: lower is steadier at rest. beta: higher follows faster movement more closely;
    its unit is hertz per (value unit a second). step_s: seconds between two samples.
    """

    def __init__(self, min_cutoff_hz: float, beta: float, step_s: float) -> None:
        self._min_cutoff_hz = min_cutoff_hz
        self._beta = beta
        self._step_s = step_s
        self._derivative_part = smoothing_factor(DERIVATIVE_CUTOFF_HZ, step_s)
        self.reset()

    def reset(self) -> None:
        """Forget the past: the next value passes unchanged."""
        self._is_fresh = True
        self._value = 0.0
        self._derivative = 0.0

    def next(self, value: float) -> float:
        """Return the smoothed value after one more sample."""
        if self._is_fresh:
            self._is_fresh = False
            self._value = value
            return value
        slope = (value - self._value) / self._step_s
        self._derivative += self._derivative_part * (slope - self._derivative)
        cutoff_hz = self._min_cutoff_hz + self._beta * abs(self._derivative)
        self._value += smoothing_factor(cutoff_hz, self._step_s) * (value - self._value)
        return self._value
