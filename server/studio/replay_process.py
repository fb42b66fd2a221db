"""Replays traces by a release's own Python: `python -m server.studio.replay_process RELEASES_DIR`.

Reads {"release", "effect", "traces": [{"name", "seed", "trace", "expected"}]} from standard input
and writes one JSON line a trace. A process of its own, since a file that was just saved must not
meet modules of before, and an effect that never ends must not hold up the server. An effect that
nobody vouches for lives each play in an enclosed process, as it does when a play is credited.
"""

import base64
import json
import os
import sys
import time
import traceback
import zlib
from pathlib import Path
from types import TracebackType
from typing import Any

from server.replay.apart import ApartError, run_apart
from server.replay.release_modules import ReleaseModules

CPU_S_MAX = 10.0
ANSWER_BYTES_MAX = 50_000
INFLATED_BYTES_MAX = 1_000_000
RELEASE_MARK = ">/"  # File names are `<release 0123abcd>/effects/…`.


def replay_one(offered: dict[str, list[str]], effect: str, kept: dict[str, Any]) -> dict[str, Any]:
    """Return what came of one trace: got, or why there is nothing."""
    # These are the release's own modules, found by ReleaseModules.
    from effects.engine.play import find_effect
    from effects.engine.replay import replay
    from effects.engine.trace import TraceError, decode

    begun_s = time.perf_counter()
    told: dict[str, Any] = {"name": kept["name"]}
    try:
        inflater = zlib.decompressobj()
        data = inflater.decompress(base64.b64decode(kept["trace"]), INFLATED_BYTES_MAX)
        outcome = replay(find_effect(effect), decode(data), kept["seed"], offered)
    except TraceError as error:
        return told | {"reason": error.reason}
    except Exception as error:  # Whatever an author's code raises is what they want to see.
        return told | {"reason": "effect_failed", "failure": failure_of(error)}
    got = {"status": outcome.status, "ticks": outcome.ticks, "facts": outcome.facts}
    return told | {
        "got": got,
        "reason": outcome.reason,
        "ms": round((time.perf_counter() - begun_s) * 1000, 1),
    }


def replay_apart(
    offered: dict[str, list[str]], effect: str, kept: dict[str, Any]
) -> dict[str, Any]:
    """Return the same of an effect that nobody vouches for."""
    try:
        said = run_apart(
            lambda: json.dumps(replay_one(offered, effect, kept)),
            CPU_S_MAX,
            answer_bytes_max=ANSWER_BYTES_MAX,
        )
        return json.loads(said) | {"name": kept["name"]}
    except ApartError as error:
        return {"name": kept["name"], "reason": f"replay_{error.reason}"}
    except ValueError:
        return {"name": kept["name"], "reason": "replay_failed"}


def failure_of(error: Exception) -> dict[str, Any]:
    """Return an exception with the steps that lie in the release's files."""
    frames = [
        {"file": file.partition(RELEASE_MARK)[2], "line": line, "function": function}
        for file, line, function in _steps(error.__traceback__)
        if RELEASE_MARK in file
    ]
    if isinstance(error, SyntaxError) and error.filename and RELEASE_MARK in error.filename:
        file = error.filename.partition(RELEASE_MARK)[2]
        frames.append({"file": file, "line": error.lineno or 0, "function": ""})
    return {"type": type(error).__name__, "text": str(error), "frames": frames}


def _steps(trace: TracebackType | None) -> list[tuple[str, int, str]]:
    return [
        (frame.f_code.co_filename, line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(trace)
    ]


def main() -> None:
    """Answer the one request of standard input."""
    # An effect that prints must not write into the answer.
    answer = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    request = json.load(sys.stdin)
    modules = ReleaseModules(Path(sys.argv[1]))
    modules.install()
    release = modules.activate(request["release"])
    run = replay_one if release.is_trusted else replay_apart
    for kept in request["traces"]:
        told = run(release.manifest["choices"], request["effect"], kept)
        told["is_as_expected"] = told.get("got") == kept["expected"]
        print(json.dumps(told), file=answer, flush=True)


if __name__ == "__main__":
    main()
