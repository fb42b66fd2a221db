"""A seeded player of the dodge game, on signals alone: for tests and figures without a camera."""

import random

from effects.engine.play import Play, find_effect
from effects.engine.stage import Node
from effects.engine.trace import Recorder
from tests.recorded_play import RecordedPlay, recorded

CHOICES = {"stray": "dog"}
FACE_WIDTH, FACE_HEIGHT = 300, 400
REACH_PERMILLE_PER_UNIT = 0.6 * FACE_WIDTH / 470  # Inverse of the stall's steering.
DECIDES_EVERY_TICKS = 12
FOLLOW = 0.25
NOD_EVERY_TICKS, NOD_TICKS, NOD_DEPTH = 60, 10, 30


def wanted_x(play: Play) -> int:
    """Return where a sensible player would stand now, in field units."""
    nodes = play.stage.nodes
    stall = next(node for node in nodes if node.role == "player")

    def nearest(role: str) -> Node | None:
        coming = [node for node in nodes if node.role == role]
        return max(coming, key=lambda node: node.y, default=None)

    clean, dark = nearest("clean_food"), nearest("dark_food")
    if dark and (clean is None or dark.y > clean.y) and abs(dark.x - stall.x) < 150:
        return dark.x + (220 if dark.x < 500 else -220)
    return clean.x if clean else 500


def play_dodge_food(
    seed: str,
    play_id: str = "play",
    choices: dict[str, str] | None = None,
    clumsy: float = 0.1,
    ticks_max: int = 9000,
    follow: float = FOLLOW,
) -> RecordedPlay:
    """Play a whole game and record it; a clumsy share of its decisions is nonsense.

    follow: the share of the way to its goal that the head goes in a tick.
    """
    rng = random.Random(seed)
    chosen = choices or CHOICES
    effect_class = find_effect("dodge_food")
    play = Play(effect_class, seed, chosen, "camera")
    recorder = Recorder(play_id, "dodge_food", chosen, "camera", play.columns)
    head_x, target, asked_ticks = 500.0, 500, 0
    while play.effect.phase != "completed" and play.tick_count < ticks_max:
        if play.tick_count % DECIDES_EVERY_TICKS == 0:
            target = rng.randint(100, 900) if rng.random() < clumsy else wanted_x(play)
        if play.effect.hint:
            asked_ticks += 1
            target = 500
        else:
            asked_ticks = 0
        is_nodding = asked_ticks % NOD_EVERY_TICKS >= NOD_EVERY_TICKS - NOD_TICKS
        goal = 500 + (target - 500) * REACH_PERMILLE_PER_UNIT
        head_x += (goal - head_x) * follow + rng.gauss(0, 1.0)
        head_y = 500 + (NOD_DEPTH if is_nodding else 0) + rng.gauss(0, 1.0)
        row = (1, 0, int(head_x), int(head_y), FACE_WIDTH, FACE_HEIGHT, int(rng.gauss(0, 5)))
        play.tick(row)
        recorder.add_row(row)
        if play.is_digest_due():
            recorder.add_digest(play.digest())
    return recorded(play, recorder)
