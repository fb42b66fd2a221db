"""CPython and the page's MicroPython must agree at every tick, bit for bit."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from effects.engine.landmarks import FACE_BLENDSHAPES, FACE_LANDMARKS, HAND_LANDMARKS
from effects.engine.play import find_effect
from effects.engine.signals import SIGNALS, bounds, with_always
from effects.engine.trace import decode
from effects.place import EFFECTS, effect_ids
from tests.dodge_food_bot import play_dodge_food
from tests.engine import packed_ticks
from tests.engine_harness.micropython import run_in_micropython
from tests.heritage_jewelry_bot import play_heritage_jewelry

PLAYS_FILE = "/plays.json"
RANDOM_PLAYS, RANDOM_TICKS = 4, 600
BOT_PLAYS = 6


def random_rows(effect_id: str, seed: int) -> list[list[int]]:
    """Return wild signals: walks, jumps, presses and absences within every signal's bounds."""
    rng = random.Random(seed)
    columns = with_always(find_effect(effect_id).SIGNALS)
    row = [1 if name == "is_present" else 0 for name in columns]
    rows: list[list[int]] = []
    for _ in range(RANDOM_TICKS):
        for position, name in enumerate(columns):
            low, high = bounds(name)
            if name == "is_present":
                row[position] = int(rng.random() < 0.95)
            elif name == "is_pressed":
                row[position] = int(rng.random() < 0.02)
            elif rng.random() < 0.05:
                row[position] = rng.randint(low, high)
            else:
                row[position] = max(low, min(high, row[position] + rng.randint(-40, 40)))
        rows.append(list(row))
    return rows


def orders_of(effect_id: str) -> list[dict[str, Any]]:
    manifest = json.loads((EFFECTS / effect_id / "manifest.json").read_text("utf-8"))
    orders: list[dict[str, Any]] = []
    for number in range(RANDOM_PLAYS):
        choices = {
            name: options[number % len(options)] for name, options in manifest["choices"].items()
        }
        orders.append(
            {
                "effect": effect_id,
                "seed": f"{number + 77:032x}",
                "choices": choices,
                "mode": "pointer" if number % 2 else "camera",
                "rows": random_rows(effect_id, number),
            }
        )
    return orders


def bot_orders() -> list[dict[str, Any]]:
    orders: list[dict[str, Any]] = []
    for number in range(BOT_PLAYS):
        seed = f"{number * 7919 + 3:032x}"
        mode = "pointer" if number % 2 else "camera"
        for recorded in (
            play_dodge_food(seed, clumsy=0.15 * number),
            play_heritage_jewelry(seed, mode=mode),
        ):
            trace = decode(recorded.trace)
            orders.append(
                {
                    "effect": trace.effect,
                    "seed": seed,
                    "choices": trace.choices,
                    "mode": trace.mode,
                    "rows": trace.rows,
                }
            )
    return orders


def assert_same(orders: list[dict[str, Any]]) -> None:
    source = Path(packed_ticks.__file__).read_text("utf-8")
    calls = [f"print_packed_ticks({PLAYS_FILE!r}, {number})" for number in range(len(orders))]
    printed = run_in_micropython(source, *calls, files={PLAYS_FILE: json.dumps(orders)})
    theirs = printed.splitlines()
    at = 0
    for order in orders:
        for tick, ours in enumerate(packed_ticks.packed_ticks(order), 1):
            assert theirs[at] == ours, f"{order['effect']} seed {order['seed']} tick {tick}"
            at += 1
    assert at == len(theirs)


@pytest.mark.parametrize("effect_id", effect_ids())
def test_random_signals_give_the_same_ticks(effect_id: str) -> None:
    assert_same(orders_of(effect_id))


def test_whole_games_give_the_same_ticks() -> None:
    assert_same(bot_orders())


def test_a_trace_replays_to_the_same_outcome_in_both() -> None:
    seed = f"{5:032x}"
    recorded = play_dodge_food(seed)
    order = {
        "effect": "dodge_food",
        "seed": seed,
        "offered": {"stray": ["dog", "cat"]},
        "trace": list(recorded.trace),
    }
    source = Path(packed_ticks.__file__).read_text("utf-8")
    printed = run_in_micropython(
        source, f"print_replay({PLAYS_FILE!r}, 0)", files={PLAYS_FILE: json.dumps([order])}
    )
    assert printed.startswith(f"completed  {recorded.ticks} ")


def test_landmarks_become_signals_that_agree_within_one_unit() -> None:
    rng = random.Random(11)
    columns = list(with_always(tuple(entry[0] for entry in SIGNALS)))
    frames: list[dict[str, Any]] = []
    points = [rng.random() for _ in range(3 * len(FACE_LANDMARKS))]
    hand = [rng.random() for _ in range(3 * len(HAND_LANDMARKS))]
    for number in range(300):
        points = [min(1.0, max(0.0, point + rng.gauss(0, 0.01))) for point in points]
        hand = [point + rng.gauss(0, 0.01) for point in hand]
        face = {
            "points": points,
            "blendshapes": [rng.random() for _ in FACE_BLENDSHAPES],
            "matrix": [rng.uniform(-1, 1) for _ in range(16)],
            "light": rng.random(),
        }
        frames.append(
            {
                "t_ms": number * 33.3,
                "width": 640,
                "height": 480,
                "faces": [face] if number % 50 else [],
                "hands": [{"side": "left", "points": hand}] if number % 40 else [],
            }
        )
    source = Path(packed_ticks.__file__).read_text("utf-8")
    given = json.dumps({"columns": columns, "frames": frames})
    printed = run_in_micropython(source, f"print_rows({PLAYS_FILE!r})", files={PLAYS_FILE: given})
    theirs = [json.loads(line) for line in printed.splitlines()]
    ours = packed_ticks.rows_of(columns, frames)
    assert len(theirs) == len(ours) == len(frames)
    for their_row, our_row in zip(theirs, ours, strict=True):
        for name, their_value, our_value in zip(columns, their_row, our_row, strict=True):
            assert abs(their_value - our_value) <= 1, name
