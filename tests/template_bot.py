"""A bot that plays what `kindlens new` makes: it moves the lantern below the spark."""

from effects.engine.play import Play, find_effect
from effects.engine.trace import Recorder
from effects.engine.whole import clamp
from tests.recorded_play import RecordedPlay, record_tick, recorded

PLAY_ID = "3" * 32
STEP_PERMILLE = 22  # A calm head or hand moves so far in a tick.
TICKS_MAX = 3000


def play_template(effect_id: str, seed: str, *, mode: str, steered_by: str) -> RecordedPlay:
    """Play to the completion. steered_by: the signal of the place that is moved."""
    play = Play(find_effect(effect_id), seed, {}, mode)
    recorder = Recorder(PLAY_ID, effect_id, {}, mode, play.columns)
    x = 300
    while play.effect.phase in ("ready", "playing") and play.tick_count < TICKS_MAX:
        spark = next(node for node in play.stage.nodes if node.role == "spark")
        x += clamp(spark.x - x, -STEP_PERMILLE, STEP_PERMILLE)
        there = "is_right_hand_present"
        record_tick(play, recorder, {"is_present": 1, there: 1, steered_by: x})
    return recorded(play, recorder)
