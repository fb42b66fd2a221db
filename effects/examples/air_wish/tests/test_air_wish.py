"""The wish, sewn by a seeded finger. Run this file to write the recorded plays anew."""

import random
import sys
from collections.abc import Mapping
from math import hypot
from pathlib import Path

import pytest

from effects.bot import BotPlay, play_by_bot, write_bot_trace
from effects.engine import HAND_GESTURES, Node
from effects.engine.play import Play, find_effect
from effects.engine.replay import replay
from effects.manifest import read_manifest
from effects.packages import find_place, make_importable
from effects.trace_file import expectation, read_trace_file

PLACE = find_place(str(Path(__file__).parents[1]))
make_importable(PLACE)

SPEED = 14.0  # Permille a tick.


class Player:
    """One finger. wander: how far it strays, permille."""

    def __init__(self, seed: str, side: str, wander: float, mode: str) -> None:
        self._rng = random.Random(seed)
        self._side = side
        self._wander = wander
        self._pointing = "fist" if mode == "pointer" else "point"
        self._x, self._y = 500.0, 850.0

    def act(self, play: Play) -> Mapping[str, int]:
        """Lead the finger to the pearl that shines."""
        shining = [node for node in play.stage.nodes if node.role == "next_pearl"]
        if shining:
            dx, dy = shining[0].x - self._x, shining[0].y - self._y
            step = min(1.0, SPEED / max(1.0, hypot(dx, dy)))
            self._x += dx * step + self._rng.gauss(0, self._wander)
            self._y += dy * step + self._rng.gauss(0, self._wander)
        hand = f"{self._side}_hand"
        return {
            f"is_{hand}_present": 1,
            f"{hand}_tip_x_permille": int(self._x),
            f"{hand}_tip_y_permille": int(self._y),
            f"{hand}_gesture": HAND_GESTURES.index(self._pointing),
        }


def play_air_wish(
    seed: str,
    wish: str = "heart",
    side: str = "right",
    wander: float = 2.0,
    mode: str = "camera",
) -> BotPlay:
    """Sew one wish."""
    act = Player(seed, side, wander, mode).act
    return play_by_bot("air_wish", act, seed, choices={"wish": wish}, mode=mode)


@pytest.mark.parametrize("path", PLACE.trace_files(), ids=lambda path: path.stem)
def test_a_recorded_play_goes_as_it_went(path: Path) -> None:
    kept = read_trace_file(path)
    offered = read_manifest(PLACE).choices
    outcome = replay(find_effect(PLACE.id), kept.trace, kept.seed, offered)
    assert outcome.status == "completed"
    assert expectation(outcome) == kept.expected


def open_play(wish: str = "heart", mode: str = "camera") -> Play:
    return Play(find_effect("air_wish"), f"{7:032x}", {"wish": wish}, mode)


def live(play: Play, ticks: int, x: int, y: int, gesture: str = "point", **signals: int) -> None:
    """Live through so many ticks with the tip of a right hand's finger at a place."""
    now = {
        "is_present": 1,
        "is_right_hand_present": 1,
        "right_hand_tip_x_permille": x,
        "right_hand_tip_y_permille": y,
        "right_hand_gesture": HAND_GESTURES.index(gesture),
        **signals,
    }
    for _ in range(ticks):
        play.tick(tuple(now.get(name, 0) for name in play.columns))


def shining(play: Play) -> Node:
    return next(node for node in play.stage.nodes if node.role == "next_pearl")


def threads_of(play: Play) -> list[Node]:
    return [node for node in play.stage.nodes if node.role == "thread"]


def test_the_seam_begins_at_the_shining_pearl_and_nowhere_else() -> None:
    play = open_play()
    pearl = shining(play)
    live(play, 10, pearl.x, 950)
    assert play.effect.phase == "ready"
    live(play, 1, pearl.x, pearl.y, gesture="open_palm")
    assert play.effect.phase == "ready" or play.effect.done == 0
    live(play, 1, pearl.x, pearl.y)
    assert play.effect.phase == "playing"


def test_the_thread_follows_a_pointing_finger_and_waits_for_an_open_hand() -> None:
    play = open_play()
    pearl = shining(play)
    live(play, 1, pearl.x, pearl.y)
    live(play, 1, pearl.x, pearl.y + 120)
    live(play, 1, pearl.x + 60, pearl.y + 160)
    drawn = threads_of(play)[0].point_count()
    assert drawn == 3
    live(play, 8, pearl.x + 60, pearl.y + 160, gesture="open_palm")
    live(play, 1, pearl.x + 160, pearl.y + 260, gesture="open_palm")
    assert threads_of(play)[0].point_count() == drawn


def test_a_thread_that_goes_astray_runs_back() -> None:
    play = open_play()
    pearl = shining(play)
    live(play, 1, pearl.x, pearl.y)
    for step in range(200):
        live(play, 1, 500, 900 - 20 * (step % 3))
    assert play.effect.facts()["rewound"] >= 1
    assert play.effect.phase == "playing"
    assert len(threads_of(play)) == 1


def test_space_puts_the_needle_down_where_there_is_no_camera() -> None:
    play = open_play(mode="pointer")
    pearl = shining(play)
    live(play, 1, pearl.x, pearl.y, gesture="open_palm")
    assert play.effect.phase == "ready"
    live(play, 1, pearl.x, pearl.y, gesture="open_palm", is_pressed=1)
    assert play.effect.phase == "playing"


@pytest.mark.parametrize("wish", ["heart", "plum", "butterfly"])
def test_every_wish_is_embroidered_within_its_outline(wish: str) -> None:
    recorded = play_air_wish(f"{11:032x}", wish)
    assert recorded.phase == "completed"
    play = recorded.play
    live(play, 130, 500, 500)
    rows = [node for node in play.stage.nodes if node.image == f"satin_{wish}"]
    assert len(rows) > 15
    assert any(node.image == f"core_{wish}" for node in play.stage.nodes)


def main() -> None:
    """Write the traces."""
    players = (
        ("heart", "right", 2.0, "camera"),
        ("plum", "left", 5.0, "camera"),
        ("butterfly", "right", 1.0, "pointer"),
    )
    for number, (wish, side, wander, mode) in enumerate(players):
        seed = f"{number * 104729 + 41:032x}"
        made_by = f"test_air_wish.py, {mode}, {side} hand, wanders {wander}"
        trace = play_air_wish(seed, wish, side, wander, mode).trace
        sys.stdout.write(write_bot_trace(PLACE, f"bot_{wish}", made_by, seed, trace) + "\n")


if __name__ == "__main__":
    main()
