"""How much CPU time the server's replay of one play takes."""

import json
import time
import zlib

from effects.engine.play import find_effect
from effects.engine.replay import replay
from effects.engine.trace import decode
from effects.place import EFFECTS
from tests.bench.figure import Figure, at_most, median_of_runs
from tests.dodge_food_bot import play_dodge_food

REPLAY_CPU_MS_MAX = 25.0


def replay_cpu_ms(run: int) -> float:
    """Return the CPU time from the bytes that arrive to the outcome, in ms."""
    seed = f"{run + 1:032x}"
    sent = zlib.compress(play_dodge_food(seed).trace)
    manifest = json.loads((EFFECTS / "dodge_food" / "manifest.json").read_text("utf-8"))
    effect_class = find_effect("dodge_food")
    started_s = time.process_time()
    outcome = replay(effect_class, decode(zlib.decompress(sent)), seed, manifest["choices"])
    cpu_ms = (time.process_time() - started_s) * 1000
    assert outcome.status == "completed", f"got {outcome.status} {outcome.reason}"
    return cpu_ms


def measure() -> list[Figure]:
    """Measure five plays of different seeds."""
    value = median_of_runs(replay_cpu_ms)
    return [Figure("replay_cpu_ms", value, "ms", at_most(REPLAY_CPU_MS_MAX))]
