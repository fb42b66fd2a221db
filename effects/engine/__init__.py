"""The kernel that runs every effect, unchanged in the page (MicroPython) and on the server."""

from effects.engine.effect import Effect
from effects.engine.gestures import Blow, GoAhead, Nod, Stillness
from effects.engine.hands import FINGERS, HAND_GESTURES
from effects.engine.hysteresis import Hysteresis
from effects.engine.random import SeededRandom
from effects.engine.signals import Signals
from effects.engine.stage import Node, Stage, StageError
from effects.engine.whole import blend, clamp, ease

__all__ = [
    "FINGERS",
    "HAND_GESTURES",
    "Blow",
    "Effect",
    "GoAhead",
    "Hysteresis",
    "Nod",
    "Node",
    "SeededRandom",
    "Signals",
    "Stage",
    "StageError",
    "Stillness",
    "blend",
    "clamp",
    "ease",
]
