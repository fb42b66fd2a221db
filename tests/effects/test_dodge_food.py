"""The dodge game's rules, played by a seeded bot and by hand-made signals."""

import inspect
import re
import zlib

import pytest

from effects.dodge_food import effect as effect_module
from effects.dodge_food.dishes import CLEAN, DARK
from effects.dodge_food.effect import PORTIONS, DodgeFood
from effects.engine.play import Play
from effects.engine.replay import replay
from effects.engine.trace import decode
from effects.release import build_release
from tests.dodge_food_bot import play_dodge_food

OFFERED = {"stray": ["dog", "cat"]}


def seed_of(number: int) -> str:
    return f"{number * 2654435761 + 1:032x}"


def row(x: int = 500, is_pressed: int = 0, is_present: int = 1) -> tuple[int, ...]:
    return (is_present, is_pressed, x, 500, 300, 400, 0)


def open_street(seed: str = seed_of(1), mode: str = "camera") -> Play:
    play = Play(DodgeFood, seed, {"stray": "cat"}, mode)
    play.tick(row())
    play.tick(row(is_pressed=1))
    assert play.effect.phase == "playing"
    return play


def nodes_of(play: Play, role: str) -> list[int]:
    return [node.x for node in play.stage.nodes if node.role == role]


@pytest.mark.parametrize("stray", ["dog", "cat"])
def test_a_first_timer_completes_and_the_replay_agrees(stray: str) -> None:
    seconds: list[float] = []
    for number in range(8):
        seed = seed_of(number)
        recorded = play_dodge_food(seed, choices={"stray": stray}, clumsy=0.35)
        assert recorded.phase == "completed"
        seconds.append(recorded.ticks / 30)
        outcome = replay(DodgeFood, decode(recorded.trace), seed, OFFERED)
        assert (outcome.status, outcome.ticks) == ("completed", recorded.ticks)
        assert outcome.facts == recorded.facts
    assert 30 <= sorted(seconds)[4] <= 60


def test_a_trace_of_forty_seconds_is_small() -> None:
    recorded = play_dodge_food(seed_of(3), clumsy=0.35)
    assert len(zlib.compress(recorded.trace)) * 1200 // recorded.ticks < 16_000


def test_the_seed_decides_what_comes() -> None:
    def dishes(seed: str) -> list[str]:
        play = open_street(seed)
        seen: list[str] = []
        for _ in range(400):
            play.tick(row())
            for node in play.stage.nodes:
                if node.image in CLEAN + DARK and f"{node.id} {node.image}" not in seen:
                    seen.append(f"{node.id} {node.image}")
        return seen

    assert dishes(seed_of(5)) == dishes(seed_of(5))
    assert dishes(seed_of(5)) != dishes(seed_of(6))


def test_a_trace_of_another_seed_is_tampered() -> None:
    recorded = play_dodge_food(seed_of(1))
    outcome = replay(DodgeFood, decode(recorded.trace), seed_of(2), OFFERED)
    assert (outcome.status, outcome.reason) == ("tampered", "digest_differs")


def test_choices_that_are_not_offered_are_tampered() -> None:
    recorded = play_dodge_food(seed_of(1))
    trace = decode(recorded.trace)
    outcome = replay(DodgeFood, trace, seed_of(1), {"stray": ["cat"]})
    assert outcome.reason == "choice_not_offered"
    assert replay(DodgeFood, trace, seed_of(1), {}).reason == "choice_not_offered"


def test_no_recorded_number_can_be_altered_unseen() -> None:
    seed = seed_of(1)
    untouched = decode(play_dodge_food(seed).trace)
    for tick in (0, len(untouched.rows) // 2, len(untouched.rows) - 1):
        for column in range(len(untouched.columns)):
            trace = decode(play_dodge_food(seed).trace)
            altered = list(trace.rows[tick])
            altered[column] += 1
            trace.rows[tick] = tuple(altered)
            assert replay(DodgeFood, trace, seed, OFFERED).status == "tampered"


def test_rows_after_the_completion_are_tampered() -> None:
    trace = decode(play_dodge_food(seed_of(1)).trace)
    trace.rows.append(trace.rows[-1])
    assert replay(DodgeFood, trace, seed_of(1), OFFERED).reason == "goes_on_after_completion"


def test_half_a_play_is_not_completed() -> None:
    trace = decode(play_dodge_food(seed_of(1)).trace)
    del trace.rows[300:]
    outcome = replay(DodgeFood, trace, seed_of(1), OFFERED)
    assert (outcome.status, outcome.reason) == ("not_completed", "ended_before_completion")


def test_leaning_and_tilting_both_steer() -> None:
    for lean in (row(x=620), (1, 0, 500, 500, 300, 400, 200)):
        play = open_street()
        before = nodes_of(play, "player")[0]
        for _ in range(20):
            play.tick(lean)
        assert nodes_of(play, "player")[0] > before + 200


def test_the_stall_stays_while_nobody_is_there() -> None:
    play = open_street()
    for _ in range(20):
        play.tick(row(x=900, is_present=0))
    assert nodes_of(play, "player") == [500]


@pytest.mark.parametrize(("mode", "hint"), [("camera", "nod"), ("pointer", "tap")])
def test_nobody_without_a_camera_is_asked_to_nod(mode: str, hint: str) -> None:
    effect = Play(DodgeFood, seed_of(1), {"stray": "cat"}, mode).effect
    assert (effect.hint, effect.line) == (hint, f"line.welcome.{hint}")


def test_every_word_it_says_has_a_text() -> None:
    words = build_release("dodge_food").document["texts"]["en"]
    said = set(re.findall(r'"(line\.[a-z_]+)"', inspect.getsource(effect_module)))
    for line in said:
        assert line in words or {f"{line}.nod", f"{line}.tap"} <= set(words), line


def test_the_pointer_is_where_the_stall_goes() -> None:
    play = open_street(mode="pointer")
    for _ in range(30):
        play.tick((1, 0, 800, 0, 0, 0, 0))
    assert nodes_of(play, "player") == [800]


def test_dark_dishes_bring_the_neighbour_never_an_end() -> None:
    play = open_street()
    lines: list[str] = []
    for _ in range(9000):
        dark = nodes_of(play, "dark_food")
        stall = next(node for node in play.stage.nodes if node.role == "player")
        if dark:
            stall.x = dark[0]
        play.tick(row(is_present=0))
        if play.effect.line and play.effect.line not in lines:
            lines.append(play.effect.line)
        if "line.again" in lines:
            break
    assert [line for line in lines if line != "line.open"] == [
        "line.dark",
        "line.second_chance",
        "line.again",
    ]
    assert play.effect.phase == "playing"
    assert play.effect.done <= PORTIONS


def test_the_stage_stays_small() -> None:
    play = open_street()
    most = 0
    for tick in range(3000):
        play.tick(row(x=300 + tick * 7 % 400))
        most = max(most, len(play.stage.nodes))
    assert most < 60


def test_phases_go_forward_only() -> None:
    play = open_street()
    with pytest.raises(RuntimeError, match="got playing after playing"):
        play.effect.begin()
