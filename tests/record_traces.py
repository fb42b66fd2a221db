"""Record the effects' traces anew after their rules changed: python -m tests.record_traces [ID …]

A new effect adds a function to RECORDERS that plays it by a bot, once a kind of player.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from effects.engine.play import find_effect
from effects.engine.replay import replay
from effects.engine.trace import decode
from effects.place import EFFECTS
from effects.trace_file import expectation, write_trace_file
from server.cli.manifests import open_effect
from server.cli.new import TEMPLATE, TEMPLATE_ID, TRACKING, make_effect
from tests.age_booth_bot import play_age_booth
from tests.dodge_food_bot import play_dodge_food
from tests.heritage_jewelry_bot import play_heritage_jewelry
from tests.template_bot import play_template


@dataclass(frozen=True)
class BotPlay:
    """name: of the file. trace: the bytes of Recorder.encode()."""

    name: str
    made_by: str
    seed: str
    trace: bytes


def play_dodge_food_thrice() -> Iterator[BotPlay]:
    """Yield the plays of a sure player, a first-timer and a clumsy one."""
    players = (("sure", "dog", 0.0), ("first_timer", "cat", 0.35), ("clumsy", "dog", 0.6))
    for number, (name, stray, clumsy) in enumerate(players):
        seed = f"{number * 104729 + 41:032x}"
        recorded = play_dodge_food(seed, choices={"stray": stray}, clumsy=clumsy)
        made_by = f"the bot of tests/dodge_food_bot.py, clumsy={clumsy}"
        yield BotPlay(f"bot_{name}", made_by, seed, recorded.trace)


def play_heritage_jewelry_thrice() -> Iterator[BotPlay]:
    """Yield the plays of a right hand, a left hand and a pointer."""
    players = (
        ("right_hand", "camera", "right", "index"),
        ("left_hand", "camera", "left", "ring"),
        ("pointer", "pointer", "right", "none"),
    )
    for number, (name, mode, side, finger) in enumerate(players):
        seed = f"{number * 104729 + 41:032x}"
        recorded = play_heritage_jewelry(seed, mode=mode, side=side, finger=finger)
        made_by = f"the bot of tests/heritage_jewelry_bot.py, {mode}, {side} hand"
        yield BotPlay(f"bot_{name}", made_by, seed, recorded.trace)


def play_age_booth_four_times() -> Iterator[BotPlay]:
    """Yield the plays of a thumb, a button, a pointer, and of somebody who does not like."""
    sitters = (
        ("thumb", "camera", "calm", "thumb"),
        ("button", "camera", "brisk", "button"),
        ("pointer", "pointer", "brisk", "button"),
        ("no_like", "camera", "brisk", "none"),
    )
    for number, (name, mode, pace, like) in enumerate(sitters):
        seed = f"{number * 104729 + 41:032x}"
        recorded = play_age_booth(seed, mode=mode, pace=pace, like=like, side="left")
        made_by = f"the bot of tests/age_booth_bot.py, {mode}, {pace}, like={like}"
        yield BotPlay(f"bot_{name}", made_by, seed, recorded.trace)


RECORDERS: dict[str, Callable[[], Iterator[BotPlay]]] = {
    "age_booth": play_age_booth_four_times,
    "dodge_food": play_dodge_food_thrice,
    "heritage_jewelry": play_heritage_jewelry_thrice,
}


STEERED_BY = {"face": "head_x_permille", "hands": "right_hand_x_permille"}


def record_template() -> None:
    """Write what `kindlens new` puts into a new effect, once a mode of each way to steer it."""
    for tracking in TRACKING:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / TEMPLATE_ID
            make_effect(folder, tracking)
            offered = open_effect(str(folder)).choices
            for number, mode in enumerate(("camera", "pointer")):
                seed = f"{number * 104729 + 41:032x}"
                played = play_template(
                    TEMPLATE_ID, seed, mode=mode, steered_by=STEERED_BY[tracking]
                )
                outcome = replay(find_effect(TEMPLATE_ID), decode(played.trace), seed, offered)
                path = TEMPLATE / tracking / "traces" / f"bot_{mode}.json"
                made_by = f"the bot of tests/template_bot.py, {mode}"
                write_trace_file(path, made_by, seed, expectation(outcome), played.trace)
                print("template", path.name, outcome.status, outcome.ticks)


def main() -> None:
    """Write one file a kind of player, for the named effects or all."""
    if sys.argv[1:] == ["template"]:
        record_template()
        return
    for effect_id in sys.argv[1:] or RECORDERS:
        for play in RECORDERS[effect_id]():
            trace, offered = decode(play.trace), open_effect(effect_id).choices
            outcome = replay(find_effect(effect_id), trace, play.seed, offered)
            path = EFFECTS / effect_id / "traces" / f"{play.name}.json"
            write_trace_file(path, play.made_by, play.seed, expectation(outcome), play.trace)
            print(effect_id, path.name, outcome.status, outcome.ticks)


if __name__ == "__main__":
    main()
