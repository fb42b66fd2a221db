"""`kindlens check`: say what is wrong with effects, where, and what to do about it."""

import argparse
import sys

from effects.check import check_effect, check_tracking, stamp
from effects.manifest import read_manifest
from effects.packages import find_place
from effects.place import UnknownEffectError, effect_ids


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


def main(arguments: list[str]) -> int:
    """Run the command; return 0 when nothing is wrong, else 1."""
    options = parser().parse_args(arguments)
    is_fit = True
    for name in options.effects or effect_ids():
        try:
            place = find_place(name)
        except UnknownEffectError as error:
            print(error, file=sys.stderr)
            return 1
        if options.write:
            stamp(place)
        problems = check_effect(place)
        if all(problem.is_advice for problem in problems):
            problems += check_tracking(place, read_manifest(place))
        for problem in sorted(problems):
            print(problem)
        is_fit = is_fit and all(problem.is_advice for problem in problems)
        if not problems:
            print(f"{place.id}: nothing is wrong")
    return 0 if is_fit else 1
