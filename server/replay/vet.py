"""Looks through the Python of an effect that nobody vouches for, before it is released.

The source is parsed in an enclosed process, since a parser, too, can be overwhelmed:

    python -m server.replay.vet EFFECT     reads {path: source} as JSON, answers {"refused": […]}
"""

import json
import subprocess
import sys

from effects.release import Release
from effects.subset import refusals
from server.replay.bare_process import ROOT, bare_environment
from server.replay.enclosure import enclose

CPU_S_MAX = 5
WALL_S_MAX = 60
REFUSALS_TOLD = 5
SOURCE_BYTES_MAX = 1_000_000


def look_through(release: Release) -> list[str]:
    """Return why an effect's Python may not run: what is outside the interpreters' shared subset.

    The engine's files, which are ours, are passed over.
    """
    folder = f"effects/{release.id}/"
    files: dict[str, str] = release.document["files"]
    own = {path: text for path, text in files.items() if path.startswith(folder)}
    given = json.dumps(own).encode()
    if len(given) > SOURCE_BYTES_MAX:
        return [f"{len(given)} bytes of Python, expected at most {SOURCE_BYTES_MAX}"]
    try:
        done = subprocess.run(  # noqa: S603  Our own program; the sources are its input.
            (sys.executable, "-m", "server.replay.vet", release.id),
            cwd=ROOT,
            env=bare_environment(),
            input=given,
            capture_output=True,
            timeout=WALL_S_MAX,
        )
        refused: list[str] = json.loads(done.stdout)["refused"]
    except (subprocess.TimeoutExpired, ValueError):
        return ["Python that cannot be looked through, expected a small plain file"]
    return refused


def main() -> None:
    """Answer for the sources on standard input."""
    effect_id = sys.argv[1]
    files: dict[str, str] = json.load(sys.stdin)
    enclose(sys.stdout.fileno(), CPU_S_MAX)
    told = [str(one) for path, text in files.items() for one in refusals(text, path, effect_id)]
    sys.stdout.write(json.dumps({"refused": told[:REFUSALS_TOLD]}))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
