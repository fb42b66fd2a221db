"""Smooth movement in a picture: a few slow waves, drawn once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Waves:
    """A number that wanders about `middle`: the sum of sines, which never exceeds `reach`."""

    middle: float
    amplitudes: NDArray[np.float64]
    hertz: NDArray[np.float64]
    phases: NDArray[np.float64]

    @staticmethod
    def drawn(
        rng: np.random.Generator, middle: float, reach: float, hz_min: float, hz_max: float
    ) -> "Waves":
        """Return waves of two sines between these frequencies."""
        share = float(rng.uniform(0.5, 0.8))
        return Waves(
            middle,
            np.array([reach * share, reach * (1 - share)]),
            rng.uniform(hz_min, hz_max, 2),
            rng.uniform(0, 2 * np.pi, 2),
        )

    def at(self, t_s: float) -> float:
        """Return where it is at a moment."""
        turns = 2 * np.pi * self.hertz * t_s + self.phases
        return self.middle + float(np.sum(self.amplitudes * np.sin(turns)))


@dataclass(frozen=True)
class Path:
    """Where a hand goes: x, y of the palm's middle and its length in picture heights, its turn in
    degrees."""

    x: Waves
    y: Waves
    palm: Waves
    turn: Waves
