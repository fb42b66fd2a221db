"""The candles, blown out by a seeded mouth. Run this file to write the recorded plays anew."""

import random
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from effects.bot import BotPlay, play_by_bot, write_bot_trace
from effects.engine.play import Play, find_effect
from effects.engine.replay import replay
from effects.manifest import read_manifest
from effects.packages import find_place, make_importable
from effects.trace_file import expectation, read_trace_file

PLACE = find_place(str(Path(__file__).parents[1]))
make_importable(PLACE)

FOLLOW = 0.12
AIMED_PERMILLE = 30
BREATH_TICKS, PAUSE_TICKS = 34, 20


class Player:
    """One mouth. rest: how pursed it looks when it rests, permille."""

    def __init__(self, seed: str, rest: int, mode: str) -> None:
        self._rng = random.Random(seed)
        self._rest = rest
        self._mode = mode
        self._x = 500.0
        self._breath_ticks = 0

    def act(self, play: Play) -> Mapping[str, int]:
        """Aim at the first flame, blow, and take a breath."""
        flames = [node.x for node in play.stage.nodes if node.role == "flame"]
        target = flames[0] if flames else 500
        self._x += (target - self._x) * FOLLOW
        is_aimed = abs(target - self._x) < AIMED_PERMILLE and play.effect.phase == "playing"
        self._breath_ticks = self._breath_ticks + 1 if is_aimed else 0
        is_blowing = 0 < self._breath_ticks % (BREATH_TICKS + PAUSE_TICKS) <= BREATH_TICKS
        pursed = 1000 if self._mode == "pointer" else 930
        rest = 0 if self._mode == "pointer" else self._rest + int(self._rng.gauss(0, 20))
        return {
            "is_pressed": int(self._mode == "pointer" and play.tick_count == 20),
            "is_head_present": 1,
            "head_x_permille": int(self._x + self._rng.gauss(0, 2)),
            "mouth_pucker_permille": pursed if is_blowing else max(0, rest),
        }


def play_candles(seed: str, rest: int = 60, mode: str = "camera") -> BotPlay:
    """Blow five candles out."""
    return play_by_bot("candles", Player(seed, rest, mode).act, seed, mode=mode)


@pytest.mark.parametrize("path", PLACE.trace_files(), ids=lambda path: path.stem)
def test_a_recorded_play_goes_as_it_went(path: Path) -> None:
    kept = read_trace_file(path)
    offered = read_manifest(PLACE).choices
    outcome = replay(find_effect(PLACE.id), kept.trace, kept.seed, offered)
    assert outcome.status == "completed"
    assert expectation(outcome) == kept.expected


def live(play: Play, ticks: int, **signals: int) -> None:
    """Live through so many ticks of a face with these signals, elsewhere 0."""
    now = {"is_present": 1, "is_head_present": 1, **signals}
    for _ in range(ticks):
        play.tick(tuple(now.get(name, 0) for name in play.columns))


def begun_play(mode: str = "camera") -> Play:
    """Return a play whose visitor has looked at the cake for a second."""
    play = Play(find_effect("candles"), f"{7:032x}", {}, mode)
    live(play, 31, head_x_permille=500, mouth_pucker_permille=80)
    return play


def flames_of(play: Play) -> list[int]:
    return [node.x for node in play.stage.nodes if node.role == "flame"]


def test_a_face_begins_by_being_looked_at() -> None:
    assert begun_play().effect.phase == "playing"


def test_a_blow_puts_out_the_candle_before_the_mouth_and_no_other() -> None:
    play = begun_play()
    before = flames_of(play)
    live(play, 40, head_x_permille=before[1], mouth_pucker_permille=900)
    assert flames_of(play) == before[:1] + before[2:]


def test_a_short_blow_only_bends_a_flame() -> None:
    play = begun_play()
    for _ in range(6):
        live(play, 12, head_x_permille=500, mouth_pucker_permille=900)
        live(play, 40, head_x_permille=500, mouth_pucker_permille=80)
    assert len(flames_of(play)) == 5


def test_a_blow_beside_the_cake_reaches_nothing() -> None:
    play = begun_play()
    live(play, 120, head_x_permille=60, mouth_pucker_permille=900)
    assert len(flames_of(play)) == 5


def test_the_shy_candle_comes_back_once() -> None:
    recorded = play_candles(f"{3:032x}")
    assert recorded.phase == "completed"
    assert recorded.play.effect.facts()["breaths"] >= 6


def test_a_key_blows_where_there_is_no_camera() -> None:
    play = Play(find_effect("candles"), f"{7:032x}", {}, "pointer")
    live(play, 1, is_pressed=1)
    assert play.effect.phase == "playing"
    before = flames_of(play)
    live(play, 1, head_x_permille=before[3], is_pressed=1)
    live(play, 40, head_x_permille=before[3])
    assert before[3] not in flames_of(play)


def test_every_seed_can_be_played_to_the_end() -> None:
    for number in range(20):
        assert play_candles(f"{number * 7919 + 3:032x}", rest=20 * number).phase == "completed"


def main() -> None:
    """Write the traces."""
    players = (
        ("soft_mouth", 60, "camera"),
        ("wry_mouth", 500, "camera"),
        ("pointer", 0, "pointer"),
    )
    for number, (name, rest, mode) in enumerate(players):
        seed = f"{number * 104729 + 41:032x}"
        made_by = f"test_candles.py, {mode}, lips at rest {rest}"
        trace = play_candles(seed, rest, mode).trace
        sys.stdout.write(write_bot_trace(PLACE, f"bot_{name}", made_by, seed, trace) + "\n")


if __name__ == "__main__":
    main()
