"""`kindlens check`: say what is wrong with effects, where, and what to do about it.

Reads the files first; where they are right, lives the recorded plays again in both interpreters.
"""

import argparse
import sys
from collections.abc import Sequence

from effects.check import check_effect, stamp
from effects.checks.problem import Problem
from effects.packages import find_place
from effects.place import EffectPlace, UnknownEffectError, effect_ids
from server.rehearsal.rehearse import Rehearsal, rehearse
from server.settings import SettingsError, read_settings


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's words."""
    made = argparse.ArgumentParser(prog="kindlens check", description=__doc__)
    made.add_argument(
        "effects",
        nargs="*",
        metavar="EFFECT",
        help="a folder that `kindlens new` made, an installed effect's id, or one of Kindlens "
        "(default: all of Kindlens)",
    )
    made.add_argument(
        "--write", action="store_true", help="stamp the hashes of texts and pictures first"
    )
    return made


def is_fit(problems: Sequence[Problem]) -> bool:
    """Return whether there is advice at most."""
    return all(problem.is_advice for problem in problems)


def summary(rehearsal: Rehearsal) -> str:
    """Return in a line what the effect follows and what it costs."""
    followed = ", ".join(rehearsal.signals) or "nothing but taps"
    tick = "ticks not timed and the page's interpreter not tried, since Node is not here"
    if rehearsal.tick_p95_ms is not None:
        tick = f"a tick takes {rehearsal.tick_p95_ms:.2f} ms (p95) in MicroPython"
    replay = "play replays" if rehearsal.traces == 1 else "plays replay"
    return (
        f"  follows {followed}\n  {rehearsal.wire_bytes / 1000:.0f} KB over the wire; {tick}; "
        f"{rehearsal.traces} recorded {replay} alike"
    )


def check_one(place: EffectPlace, *, writes: bool) -> bool:
    """Check an effect, print what was found, and return whether it is fit to be played."""
    problems: list[Problem] = []
    rehearsal: Rehearsal | None = None
    if writes:
        try:
            stamp(place)
        except (OSError, ValueError):  # What of it is wrong, and where, is told below.
            print(f"{place.id}: not stamped before the following is mended")
    problems += check_effect(place)
    if is_fit(problems):
        rehearsal = rehearse(place, read_settings().web_dir)
        problems += rehearsal.problems
    for problem in sorted(problems):
        print(problem)
    if not is_fit(problems):
        return False
    print(f"{place.id}: {'nothing is wrong' if not problems else 'fit to be played'}")
    if rehearsal is not None:
        print(summary(rehearsal))
    return True


def main(arguments: list[str]) -> int:
    """Run the command; return 0 when nothing is wrong, else 1."""
    options = parser().parse_args(arguments)
    try:
        places = [find_place(name) for name in options.effects or effect_ids()]
        fit = [check_one(place, writes=options.write) for place in places]
    except (SettingsError, UnknownEffectError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if all(fit) else 1
