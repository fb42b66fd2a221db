"""Checks one effect: `python -m server.studio.check_process` writes ProblemsAnswer as JSON.

Reads {"effect", "folder", "root", "is_trusted", "web_dir"} from standard input. A process of its
own, since living traces again takes seconds, and a server that ends must not wait for it.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from effects.check import check_effect
from effects.place import EffectPlace
from server.rehearsal.rehearse import rehearse
from server.studio.bodies import Problem, ProblemsAnswer, RehearsalTold


def check(place: EffectPlace, web_dir: Path) -> ProblemsAnswer:
    """Check an effect as its files are now: as text, then by living its traces again."""
    problems = check_effect(place)
    told: RehearsalTold | None = None
    if all(problem.is_advice for problem in problems):
        rehearsal = rehearse(place, web_dir)
        problems += rehearsal.problems
        told = RehearsalTold(
            signals=rehearsal.signals,
            traces=rehearsal.traces,
            wire_bytes=rehearsal.wire_bytes,
            tick_p95_ms=rehearsal.tick_p95_ms,
        )
    found = [Problem(**asdict(problem)) for problem in sorted(problems)]
    return ProblemsAnswer(problems=found, rehearsal=told)


def main() -> None:
    """Answer the one request of standard input."""
    given = json.load(sys.stdin)
    place = EffectPlace(
        given["effect"], Path(given["folder"]), Path(given["root"]), given["is_trusted"]
    )
    sys.stdout.write(check(place, Path(given["web_dir"])).model_dump_json())


if __name__ == "__main__":
    main()
