"""A whole camera play as the page's bridge sees it: one JSON input a tick, one answer each.

The frames are made up, but everything from the frame on is real, so the answers are those of a
play that is won.
"""

import json
import random
from dataclasses import dataclass
from typing import Any

from effects.engine.bridge import OpenPlay
from effects.engine.landmarks import FACE_BLENDSHAPES, FACE_LANDMARKS, position_in_points
from tests.dodge_food_bot import wanted_x

# Offsets from between the eyes in face widths (right and down in the unmirrored picture).
FACE_PLACES = (
    ("between_eyes", 0.0, 0.0),
    ("nose_tip", 0.0, 0.2),
    ("forehead", 0.0, -0.4),
    ("chin", 0.0, 0.8),
    ("user_left_cheek", 0.5, 0.1),
    ("user_right_cheek", -0.5, 0.1),
    ("user_left_eye_outer", 0.35, 0.0),
    ("user_right_eye_outer", -0.35, 0.0),
)
FACE_WIDTH = 0.25  # In picture widths, as at arm's length from a laptop.
ASPECT = 4 / 3
NOISE = 0.0008  # Of a picture, as MediaPipe's landmarks of a resting head.
REACH = 0.3  # How far from the middle the head moves for a whole field.
FOLLOW = 0.25  # Of the way to its goal that the head goes in a tick.
NOD_EVERY_TICKS, NOD_TICKS, NOD_DEPTH = 60, 10, 0.05
TICK_MS = 1000 / 30
IDENTITY = [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0]


@dataclass
class CameraPlay:
    """The order that opens the play, and the input of every tick until it completes, as JSON.

    trace: what the page would deliver, not deflated.
    """

    order: str
    inputs: list[str]
    trace: bytes


def frame_at(x: float, y: float, tick: int, rng: random.Random) -> dict[str, Any]:
    """Return a tracker frame of one flat face, between the eyes at x, y of the picture."""
    points = [rng.random() for _ in range(3 * len(FACE_LANDMARKS))]
    for name, right, down in FACE_PLACES:
        at = position_in_points(name)
        points[at] = x + right * FACE_WIDTH + rng.gauss(0, NOISE)
        points[at + 1] = y + down * FACE_WIDTH * ASPECT + rng.gauss(0, NOISE)
    face = {
        "points": points,
        "blendshapes": [0.1] * len(FACE_BLENDSHAPES),
        "matrix": IDENTITY,
        "light": 0.5,
    }
    frame = {"t_ms": tick * TICK_MS, "width": 640, "height": 480}
    return {**frame, "faces": [face], "hands": []}


def play_by_camera(seed: str, ticks_max: int = 3000) -> CameraPlay:
    """Play the dodge game to its completion, with a new frame at every tick.

    Raises RuntimeError if the made-up player does not complete it in ticks_max.
    """
    rng = random.Random(seed)
    order = {
        "effect": "dodge_food",
        "play_id": "bench",
        "seed": seed,
        "choices": {"stray": "dog"},
        "mode": "camera",
    }
    opened = OpenPlay(order)
    inputs: list[str] = []
    x, asked_ticks = 0.5, 0
    while opened.play.effect.phase != "completed":
        if len(inputs) >= ticks_max:
            raise RuntimeError(f"got {opened.play.effect.facts()} after {ticks_max} ticks")
        is_asked = bool(opened.play.effect.hint)
        asked_ticks = asked_ticks + 1 if is_asked else 0
        goal = 0.5 if is_asked else 0.5 - REACH * (wanted_x(opened.play) - 500) / 1000
        x += (goal - x) * FOLLOW
        is_nodding = asked_ticks % NOD_EVERY_TICKS >= NOD_EVERY_TICKS - NOD_TICKS
        frame = frame_at(x, 0.4 + (NOD_DEPTH if is_nodding else 0), len(inputs), rng)
        given = {"frame": frame, "pointer": None, "is_pressed": False, "action": None}
        inputs.append(json.dumps(given))
        opened.tick(json.loads(inputs[-1]))
    return CameraPlay(json.dumps(order), inputs, opened.recorder.encode())
