"""What a tracked picture costs with its face at another age, beside one that is only shown.

Both are drawn in turns in the same page, at the camera's size, and count until they are finished.
"""

import statistics

from tests.bench.figure import RUNS, Figure, median
from tests.web.aged_page import aged_page, job

FRAMES = 24
WARM_UP = 6
# Years and side, as the stage has them where a processor draws.
AGES = {"age_child_ms": (5, 192), "age_old_ms": (80, 256)}


def measure() -> list[Figure]:
    """Age a face that trembles, at two ages, five times each."""
    figures: list[Figure] = []
    with aged_page() as page:
        for name, (years, side) in AGES.items():
            aged: list[float] = []
            bare: list[float] = []
            frames = [{"x": 24.0, "y": 8.0, "noise": 0.3, "years": float(years)}] * FRAMES
            for _ in range(RUNS):
                times = page.evaluate("job => window.timeAged(job)", job(frames, side, True))
                aged.append(statistics.median(times["aged_ms"][WARM_UP:]))
                bare.append(statistics.median(times["bare_ms"][WARM_UP:]))
            figures.append(Figure(name, median(aged), "ms", baseline=median(bare)))
    return figures
