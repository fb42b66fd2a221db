"""A seeded sitter of the age booth, on signals alone: for tests and figures without a camera.

Sits down, looks at the lens, and at five likes by thumb or by button, or does not.
"""

import random

from effects.engine.hands import HAND_GESTURES
from effects.engine.play import Play, find_effect
from effects.engine.trace import Recorder
from tests.recorded_play import RecordedPlay, record_tick, recorded

EFFECT = "age_booth"
TICKS_MAX = 4000
SETTLES_TICKS = 25  # Before the head is held straight.
READS_TICKS = 120  # Of the card at five, before a thumb goes up.
LIGHT_PERMILLE = 480


def play_age_booth(
    seed: str,
    play_id: str = "play",
    mode: str = "camera",
    pace: str = "calm",
    like: str = "thumb",
    side: str = "right",
) -> RecordedPlay:
    """Play until the completion, or without a like until the end, and record it.

    like: "thumb", "button" or "none".
    """
    rng = random.Random(seed)
    choices = {"pace": pace}
    play = Play(find_effect(EFFECT), seed, choices, mode)
    recorder = Recorder(play_id, EFFECT, choices, mode, play.columns)
    asked_ticks = 0
    while play.effect.phase not in ("completed", "finished") and play.tick_count < TICKS_MAX:
        effect = play.effect
        asked_ticks += "like" in effect.offered
        is_due = asked_ticks > READS_TICKS
        is_thumb = is_due and like == "thumb" and rng.random() > 0.1  # A tracker blinks.
        turn = 400 if play.tick_count < SETTLES_TICKS else 0
        now = {
            "is_present": 1,
            "is_pressed": int(mode == "pointer" and effect.phase == "ready"),
            "action": effect.ACTIONS.index("like") + 1 if is_due and like == "button" else 0,
            "is_head_present": 1,
            "head_x_permille": 500 + round(rng.gauss(0, 3)),
            "head_height_permille": 380 + round(rng.gauss(0, 3)),
            "head_yaw_ddeg": turn + round(rng.gauss(0, 12)),
            "head_pitch_ddeg": round(rng.gauss(0, 12)),
            "head_roll_ddeg": round(rng.gauss(0, 8)),
            "face_light_permille": LIGHT_PERMILLE + round(rng.gauss(0, 5)),
            f"{side}_hand_x_permille": 300 + round(rng.gauss(0, 4)) if is_due else 0,
            f"{side}_hand_y_permille": 600 + round(rng.gauss(0, 4)) if is_due else 0,
            f"{side}_hand_gesture": HAND_GESTURES.index("thumb_up") if is_thumb else 0,
        }
        record_tick(play, recorder, now)
    return recorded(play, recorder)
