"""`kindlens record`: the trace of a play, from a video or a webcam instead of a visitor."""

import argparse
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from effects.engine.play import find_effect
from effects.engine.random import SeededRandom
from effects.engine.replay import replay
from effects.engine.trace import decode
from effects.manifest import Manifest
from effects.place import UnknownEffectError, effect_ids
from effects.trace_file import expectation, write_trace_file
from effects.tracker.errors import TrackerError
from effects.tracker.packages import REQUIREMENTS, require_packages
from server.cli.manifests import open_effect
from server.cli.narration import narrate, summarize

WHICH = f"the folder of an effect, an installed one, or one of {', '.join(effect_ids())}"


class WrongWordError(Exception):
    """Something typed cannot be meant; the text says what was expected."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's words."""
    made = argparse.ArgumentParser(prog="kindlens record", description=__doc__)
    made.add_argument("source", metavar="VIDEO|CAMERA", help="a file, or a webcam's number (0, 1)")
    made.add_argument("--effect", required=True, metavar="EFFECT", help=WHICH)
    made.add_argument("--out", required=True, type=Path, metavar="TRACE.json")
    made.add_argument("--seed", help="32 hex digits, as a ticket has them (default: a new one)")
    made.add_argument(
        "--choice",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="what the visitor picked before the play (default: the first of each choice)",
    )
    made.add_argument(
        "--seconds", type=float, help="play a clip over and over, or watch a camera, for so long"
    )
    return made


def read_choices(given: list[str], manifest: Manifest) -> dict[str, str]:
    """Return a value for every choice of the manifest. Raises WrongWordError."""
    choices = {name: options[0] for name, options in manifest.choices.items()}
    for words in given:
        name, _, value = words.partition("=")
        if value not in manifest.choices.get(name, []):
            offered = [f"{name}={one}" for name, some in manifest.choices.items() for one in some]
            raise WrongWordError(
                f"got --choice {words}, expected one of: {', '.join(offered) or 'none at all'}"
            )
        choices[name] = value
    return choices


def read_seed(given: str | None) -> str:
    """Return the seed, or a new one. Raises WrongWordError."""
    seed = given or secrets.token_hex(16)
    try:
        SeededRandom(seed)
    except ValueError as error:
        raise WrongWordError(f"got --seed {given}: {error}") from error
    return seed


def run(options: argparse.Namespace, say: Callable[[str], None]) -> None:
    """Record, write the file, and tell what happened."""
    manifest = open_effect(options.effect)
    choices = read_choices(options.choice, manifest)
    seed = read_seed(options.seed)
    if not options.out.resolve().parent.is_dir():
        raise WrongWordError(f"got --out {options.out}: no such folder; make it first")
    require_packages()
    # Only now: these import mediapipe and OpenCV.
    from effects.tracker.clip import open_camera, open_clip
    from effects.tracker.recording import record_play

    source: str = options.source
    is_camera = source.isdecimal()
    if is_camera:
        pictures = open_camera(int(source), options.seconds)
        say(f"Watching camera {source}; Ctrl-C ends it and keeps the play.")
    else:
        pictures = open_clip(Path(source), options.seconds)
    recording = record_play(manifest.id, seed, choices, pictures, manifest.limits.ticks_max)
    trace = decode(recording.trace)
    outcome = replay(find_effect(manifest.id), trace, seed, manifest.choices)
    name = f"camera {source}" if is_camera else Path(source).name
    made_by = f"kindlens record of {name}, {REQUIREMENTS[0]}"
    write_trace_file(options.out, made_by, seed, expectation(outcome), recording.trace)
    say("\n".join(narrate(trace, seed)))
    say(summarize(outcome))
    say(f"{recording.tracked} pictures tracked; the play is in {options.out}")


def main(arguments: list[str]) -> int:
    """Run the command; return 0, or 1 with the reason on stderr."""
    options = parser().parse_args(arguments)
    try:
        run(options, print)
    except (TrackerError, UnknownEffectError, WrongWordError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0
