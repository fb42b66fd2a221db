"""`kindlens replay`: run an effect over a recorded play and tell what happened."""

import argparse
import sys
from pathlib import Path

from effects.engine.play import find_effect
from effects.engine.replay import replay
from effects.engine.trace import TraceError
from effects.place import MANIFEST, UnknownEffectError
from effects.trace_file import TraceFileError, expectation, read_trace_file
from server.cli.manifests import open_effect
from server.cli.narration import narrate, summarize


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's words."""
    made = argparse.ArgumentParser(prog="kindlens replay", description=__doc__)
    made.add_argument("path", metavar="TRACE.json", type=Path)
    return made


def _effect_of(path: Path, effect_id: str) -> str:
    """Return the folder that a trace file lies in, where it is that of an effect, else the id."""
    folder = path.resolve().parents[1]
    return str(folder) if (folder / MANIFEST).is_file() else effect_id


def main(arguments: list[str]) -> int:
    """Tell of a recorded play; return 0 when it went as the file expects, else 1."""
    path: Path = parser().parse_args(arguments).path
    try:
        play = read_trace_file(path)
        manifest = open_effect(_effect_of(path, play.trace.effect))
    except (TraceError, TraceFileError, UnknownEffectError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Played by {play.made_by}.")
    for line in narrate(play.trace, play.seed):
        print(line)
    offered = manifest.choices
    outcome = replay(find_effect(play.trace.effect), play.trace, play.seed, offered)
    print(summarize(outcome))
    if expectation(outcome) == play.expected:
        return 0
    print(f"The file expects {play.expected}.")
    return 1
