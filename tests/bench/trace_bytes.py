"""How large the trace of a 40 s play is when it is sent."""

import zlib

from tests.bench.figure import Figure, at_most, median_of_runs
from tests.dodge_food_bot import play_dodge_food

PLAY_TICKS = 40 * 30
TRACE_BYTES_MAX = 16 * 1024


def deflated_bytes_per_40_s(run: int) -> float:
    """Return the deflated size of one bot's play, scaled to 40 s: plays differ in length."""
    recorded = play_dodge_food(f"{run + 1:032x}")
    return len(zlib.compress(recorded.trace)) * PLAY_TICKS / recorded.ticks


def measure() -> list[Figure]:
    """Measure five plays of different seeds."""
    value = median_of_runs(deflated_bytes_per_40_s)
    return [Figure("trace_bytes_40_s", value, "bytes", at_most(TRACE_BYTES_MAX))]
