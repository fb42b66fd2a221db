"""A play by pictures instead of a visitor: the page's own tick over tracked pictures."""

from collections.abc import Iterator
from dataclasses import dataclass

from effects.engine.bridge import OpenPlay
from effects.engine.play import find_effect, tracking_needs
from effects.tracker.clip import TimedPicture, by_tick
from effects.tracker.tracker import Tracker


@dataclass(frozen=True)
class Recording:
    """trace: the bytes of Recorder.encode(). tracked: how many pictures were looked at."""

    trace: bytes
    ticks: int
    tracked: int


def record_play(
    effect_id: str,
    seed: str,
    choices: dict[str, str],
    pictures: Iterator[TimedPicture],
    ticks_max: int,
) -> Recording:
    """Play an effect by pictures until it completes, the pictures end, or ticks_max is reached.

    Ctrl-C ends it as well, so that a camera's play can be kept. Raises ModelMissingError.
    """
    order = {
        "effect": effect_id,
        "play_id": "recorded",
        "seed": seed,
        "choices": choices,
        "mode": "camera",
    }
    opened = OpenPlay(order)
    tracked = 0
    with Tracker(tracking_needs(find_effect(effect_id))) as tracker:
        try:
            for timed in by_tick(pictures):
                frame = None
                if timed is not None:
                    t_s, picture = timed
                    frame = tracker.track(picture, t_s * 1000)
                    tracked += 1
                given = {"frame": frame, "pointer": None, "is_pressed": False, "action": None}
                opened.tick(given)
                is_over = opened.play.effect.phase == "completed"
                if is_over or opened.play.tick_count >= ticks_max:
                    break
        except KeyboardInterrupt:
            pass
    return Recording(opened.recorder.encode(), opened.play.tick_count, tracked)
