"""Lives a play tick by tick and prints what it packs; runs in both interpreters.

Standard input of the comparison is a file of JSON: a list of plays, each with effect, seed,
choices, mode and rows.
"""

import json

from effects.engine.play import Play, find_effect
from effects.engine.replay import replay
from effects.engine.signals import SignalReader
from effects.engine.trace import decode


def packed_ticks(play_order):
    """Return a list of one string a tick: its digest, sounds, hint, line and progress."""
    play = Play(
        find_effect(play_order["effect"]),
        play_order["seed"],
        play_order["choices"],
        play_order["mode"],
    )
    packed = []
    for row in play_order["rows"]:
        play.tick(tuple(row))
        effect = play.effect
        words = [
            play.digest(),
            play.stage.sounds,
            effect.hint,
            effect.line,
            effect.done,
            effect.goal,
        ]
        packed.append(" ".join([str(word) for word in words]))
    return packed


def print_packed_ticks(path, number):
    """Print the packed ticks of one play of a file, a line each."""
    with open(path) as file:  # noqa: PTH123  MicroPython has no pathlib.
        orders = json.load(file)
    for line in packed_ticks(orders[number]):
        print(line)


def print_replay(path, number):
    """Print the outcome of replaying one encoded trace of a file."""
    with open(path) as file:  # noqa: PTH123  MicroPython has no pathlib.
        order = json.load(file)[number]
    trace = decode(bytes(order["trace"]))
    outcome = replay(find_effect(order["effect"]), trace, order["seed"], order["offered"])
    print(outcome.status, outcome.reason, outcome.ticks, sorted(outcome.facts.items()))


def print_rows(path):
    """Print the row of signals of every tracker frame of a file, a line each."""
    with open(path) as file:  # noqa: PTH123  MicroPython has no pathlib.
        given = json.load(file)
    for row in rows_of(given["columns"], given["frames"]):
        print(json.dumps(row))


def rows_of(columns, frames):
    """Return the row of signals after each tracker frame, as lists."""
    reader = SignalReader(tuple(columns))
    return [list(reader.read_frame(frame, False)) for frame in frames]
