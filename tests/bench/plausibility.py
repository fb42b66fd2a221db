"""How well plays that no camera made are found, and what the look at a play costs.

Honest plays are those of robots: the bots of all effects, and made-up faces with a tracker's noise
that go through the real reading of signals. Attacks are made up out of them.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from effects.engine.trace import decode
from server.plausibility.finding import Finding
from server.plausibility.history import History
from server.plausibility.kept import keep
from server.plausibility.look import look
from server.plausibility.sketch import Sketch
from tests.age_booth_bot import play_age_booth
from tests.bench.camera_play import play_by_camera
from tests.bench.figure import Figure, at_least, at_most
from tests.dodge_food_bot import play_dodge_food
from tests.heritage_jewelry_bot import play_heritage_jewelry
from tests.made_up_attacks import Rows, copied, frozen

PLAYS = 40  # Of each kind of robot.
LATE_TICKS_MAX = 90
TRACKER_NOISE = 1.0  # Thousandths of the picture, as a resting head wobbles.
LOOK_CPU_MS_MAX = 10.0
FALSE_ALARMS_PERCENT_MAX = 1.0
FOUND_PERCENT_MIN = 90.0
NOISY_FOUND_PERCENT_MIN = 80.0

ROBOTS: dict[str, Callable[[str], bytes]] = {
    "dodge_food": lambda seed: play_dodge_food(seed).trace,
    "age_booth": lambda seed: play_age_booth(seed).trace,
    "heritage_jewelry": lambda seed: play_heritage_jewelry(seed).trace,
    "made-up face": lambda seed: play_by_camera(seed).trace,
}


@dataclass(frozen=True)
class Play:
    """One play of a robot and what its look came to."""

    name: str
    robot: str
    trace: Rows
    finding: Finding | None
    sketch: Sketch


def plays() -> Iterator[Play]:
    """Yield so many plays of each robot."""
    for robot, make in ROBOTS.items():
        for number in range(PLAYS):
            trace = decode(make(f"{number * 7919 + 41:032x}"))
            rows = Rows(trace.columns, trace.rows)
            yield Play(f"{robot} {number}", robot, rows, *look(rows, may_be_still=False))


def percent(found: list[bool]) -> float:
    """Return the share of what was found."""
    return 100 * sum(found) / len(found)


def look_cpu_ms(honest: list[Play], history: History) -> float:
    """Return what a look and the comparison with all remembered plays cost, of the costliest."""
    costs_ms: list[float] = []
    for play in honest:
        started_s = time.process_time()
        _, sketch = look(play.trace, may_be_still=False)
        history.find_copied("new", play.robot, sketch)
        costs_ms.append((time.process_time() - started_s) * 1000)
    return sorted(costs_ms)[int(len(costs_ms) * 0.95)]


def measure() -> list[Figure]:
    """Remember all honest plays, one after the other, then try copies of each."""
    history = History()
    honest = list(plays())
    alarms: list[bool] = []
    for play in honest:
        copy = history.find_copied(play.name, play.robot, play.sketch)
        alarms.append(play.finding is not None or copy is not None)
        if (kept := keep(play.sketch)) is not None:
            history.remember(play.name, play.robot, kept)
    rng = random.Random(1)

    def found(robots: tuple[str, ...], noise: float, is_mirrored: bool) -> float:
        results: list[bool] = []
        for play in honest:
            if play.robot in robots:
                late = rng.randint(0, LATE_TICKS_MAX)
                new = copied(play.trace, rng, noise, late, is_mirrored=is_mirrored)
                sketch = look(new, may_be_still=False)[1]
                results.append(history.find_copied("new", play.robot, sketch) is not None)
        return percent(results)

    everybody = tuple(ROBOTS)
    # The jewelry's bot moves in straight lines and stops: with noise on it too little is left.
    moving = ("dodge_food", "age_booth", "made-up face")
    still = [look(frozen(play.trace), may_be_still=False)[0] is not None for play in honest]
    return [
        Figure(
            "plausibility_cpu_p95_ms", look_cpu_ms(honest, history), "ms", at_most(LOOK_CPU_MS_MAX)
        ),
        Figure(
            "plausibility_false_alarms",
            percent(alarms),
            "% of robots' plays",
            at_most(FALSE_ALARMS_PERCENT_MAX),
        ),
        Figure("plausibility_still_found", percent(still), "%", at_least(FOUND_PERCENT_MIN)),
        Figure(
            "plausibility_copies_found",
            found(everybody, 0, is_mirrored=False),
            "%",
            at_least(FOUND_PERCENT_MIN),
        ),
        Figure(
            "plausibility_mirrored_copies_found",
            found(everybody, 0, is_mirrored=True),
            "%",
            at_least(FOUND_PERCENT_MIN),
        ),
        Figure(
            "plausibility_noisy_copies_found",
            found(moving, TRACKER_NOISE, is_mirrored=False),
            "%",
            at_least(NOISY_FOUND_PERCENT_MIN),
        ),
        Figure("plausibility_noisier_copies_found", found(moving, 3.0, is_mirrored=False), "%"),
    ]
