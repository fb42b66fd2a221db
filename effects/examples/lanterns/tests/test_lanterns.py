"""The lanterns, played by a seeded hand. Run this file to write the recorded plays anew."""

import random
import sys
from collections.abc import Mapping
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

FOLLOW = 0.16  # Of the way to the lantern, each tick: an arm that takes its time.
PALM_SIZE = 180


class Player:
    """One hand. closed: this share of its ticks it forgets to open the palm."""

    def __init__(self, seed: str, side: str, closed: float, mode: str) -> None:
        self._rng = random.Random(seed)
        self._side = side
        self._closed = closed
        self._mode = mode
        self._x, self._y = 500.0, 700.0

    def act(self, play: Play) -> Mapping[str, int]:
        """Move toward the lowest lantern."""
        lanterns = [node for node in play.stage.nodes if node.role == "lantern" and node.y > 60]
        if lanterns:
            lowest = max(lanterns, key=lambda node: node.y)
            self._x += (lowest.x - self._x) * FOLLOW
            self._y += (lowest.y + 40 - self._y) * FOLLOW
        is_closed = self._rng.random() < self._closed
        gesture = "fist" if is_closed else "open_palm"
        hand = f"{self._side}_hand"
        return {
            "is_pressed": int(self._mode == "pointer" and play.tick_count == 20),
            f"is_{hand}_present": 1,
            f"{hand}_x_permille": int(self._x + self._rng.gauss(0, 3)),
            f"{hand}_y_permille": int(self._y + self._rng.gauss(0, 3)),
            f"{hand}_gesture": HAND_GESTURES.index(gesture),
        }


def play_lanterns(
    seed: str, side: str = "right", closed: float = 0.0, mode: str = "camera"
) -> BotPlay:
    """Play one evening on the river."""
    return play_by_bot("lanterns", Player(seed, side, closed, mode).act, seed, mode=mode)


@pytest.mark.parametrize("path", PLACE.trace_files(), ids=lambda path: path.stem)
def test_a_recorded_play_goes_as_it_went(path: Path) -> None:
    kept = read_trace_file(path)
    offered = read_manifest(PLACE).choices
    outcome = replay(find_effect(PLACE.id), kept.trace, kept.seed, offered)
    assert outcome.status == "completed"
    assert expectation(outcome) == kept.expected


def open_play(mode: str = "camera") -> Play:
    return Play(find_effect("lanterns"), f"{7:032x}", {}, mode)


def live(play: Play, ticks: int, **signals: int) -> None:
    """Live through so many ticks with a right hand of these signals, elsewhere 0."""
    now = {"is_present": 1, "is_right_hand_present": 1, **signals}
    for _ in range(ticks):
        play.tick(tuple(now.get(name, 0) for name in play.columns))


def open_hand(x: int, y: int) -> dict[str, int]:
    return {
        "right_hand_x_permille": x,
        "right_hand_y_permille": y,
        "right_hand_gesture": HAND_GESTURES.index("open_palm"),
    }


def lanterns_of(play: Play) -> list[Node]:
    return [node for node in play.stage.nodes if node.role == "lantern"]


def test_an_open_palm_begins_and_a_closed_hand_does_not() -> None:
    play = open_play()
    live(play, 60, right_hand_gesture=HAND_GESTURES.index("fist"))
    assert play.effect.phase == "ready"
    live(play, 12, **open_hand(500, 500))
    assert play.effect.phase == "playing"


def test_a_closed_hand_lets_a_lantern_pass_and_nothing_is_lost() -> None:
    play = open_play()
    live(play, 12, **open_hand(500, 900))
    while not (lanterns_of(play) and lanterns_of(play)[0].y > 500):
        live(play, 1)
    lantern = lanterns_of(play)[0]
    fist = open_hand(lantern.x, lantern.y) | {"right_hand_gesture": HAND_GESTURES.index("fist")}
    live(play, 1, **fist)
    assert play.effect.done == 0
    live(play, 1, **open_hand(lantern.x, lantern.y))
    assert play.effect.done == 1
    assert lantern.image.endswith("_lit")


def test_every_seed_can_be_played_to_the_end() -> None:
    for number in range(40):
        assert play_lanterns(f"{number * 7919 + 3:032x}").phase == "completed"


def main() -> None:
    """Write the traces."""
    players = (
        ("right_hand", "right", 0.0, "camera"),
        ("left_hand", "left", 0.3, "camera"),
        ("pointer", "right", 0.0, "pointer"),
    )
    for number, (name, side, closed, mode) in enumerate(players):
        seed = f"{number * 104729 + 41:032x}"
        made_by = f"test_lanterns.py, {mode}, {side} hand, closed {closed}"
        trace = play_lanterns(seed, side, closed, mode).trace
        sys.stdout.write(write_bot_trace(PLACE, f"bot_{name}", made_by, seed, trace) + "\n")


if __name__ == "__main__":
    main()
