"""Lives recorded plays again in CPython, as the server's replay does, in an enclosed process.

python -m server.rehearsal.in_cpython     reads and answers JSON: see `rehearse_in_cpython`
"""

import base64
import json
import signal
import subprocess
import sys
import traceback
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from effects.checks.flashes import FlashCounter
from server.rehearsal.line_watch import EndlessError, LineWatch
from server.rehearsal.shown import ShownNames
from server.replay.bare_process import ROOT, bare_environment
from server.replay.enclosure import enclose
from server.replay.release_modules import ReleaseModules

if TYPE_CHECKING:
    from effects.engine.effect import Effect
    from effects.engine.trace import Trace

CPU_S_MAX = 60
WALL_S_MAX = 300
TRACE_BYTES_MAX = 10_000_000


class RehearsalError(Exception):
    """The rehearsal itself came to no end; the text says how."""


def rehearse_in_cpython(document: dict[str, Any], plays: list[dict[str, str]]) -> dict[str, Any]:
    """Return what plays of a release come to.

    plays: seed and trace of each, as a trace file has them. Answers `error`, of the effect as a
    whole: null, or type, text and place (path and line) of what it raised; `needs`, see
    tracking_needs; `signals`, their names; and of each play status, reason, ticks, facts, mode,
    bytes (not deflated), error, flashes: how many in a second, of which picture, at which tick, and
    shown: names of texts, art and models.
    Raises RehearsalError.
    """
    done = subprocess.run(
        (sys.executable, "-m", "server.rehearsal.in_cpython"),
        cwd=ROOT,
        env=bare_environment(),
        input=json.dumps({"document": document, "plays": plays}).encode(),
        capture_output=True,
        timeout=WALL_S_MAX,
    )
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        if done.returncode == -signal.SIGSYS:
            raise RehearsalError(
                "it asked the system for something, which no effect may"
            ) from error
        said = done.stderr.decode(errors="replace").strip()[-300:]
        raise RehearsalError(f"it ended with {done.returncode} {said}".strip()) from error


def _told(error: BaseException, effect_id: str) -> dict[str, Any]:
    """Return what an author needs to know of an exception."""
    # Not by traceback.extract_tb, which looks for the files.
    steps = [
        (frame.f_code.co_filename.partition("/effects/")[2], line)
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    own = [step for step in steps if step[0].startswith(f"{effect_id}/")]
    place = (own or [(f"{effect_id}/effect.py", 0)])[-1]
    if isinstance(error, SyntaxError):
        place = ((error.filename or "").partition("/effects/")[2], error.lineno or 0)
    return {"type": type(error).__name__, "text": str(error)[:300], "place": place}


def _rehearse(document: dict[str, Any], plays: list[dict[str, str]]) -> dict[str, Any]:
    # These are the release's own modules, found by ReleaseModules.
    from effects.engine.play import find_effect, tracking_needs

    effect_id = document["id"]
    watch = LineWatch(f"/effects/{effect_id}/")
    try:
        effect_class = watch.run(lambda: find_effect(effect_id))
        needs = tracking_needs(effect_class)
    except (Exception, EndlessError) as error:
        return {"error": _told(error, effect_id), "needs": {}, "signals": [], "plays": []}
    return {
        "error": None,
        "needs": needs,
        "signals": list(effect_class.SIGNALS),
        "plays": [_live(document, play, watch) for play in plays],
    }


def _live(document: dict[str, Any], given: dict[str, str], watch: LineWatch) -> dict[str, Any]:
    from effects.engine.play import find_effect
    from effects.engine.replay import replay
    from effects.engine.trace import TraceError, decode

    result: dict[str, Any] = {"error": None, "flashes": (0, "", 0), "bytes": 0, "mode": ""}
    result["shown"] = ShownNames().told()
    try:
        inflater = zlib.decompressobj()
        data = inflater.decompress(base64.b64decode(given["trace"]), TRACE_BYTES_MAX)
        trace = decode(data)
    except (TraceError, ValueError, zlib.error) as error:
        return {**result, "status": "tampered", "reason": str(error), "ticks": 0, "facts": {}}
    result |= {"bytes": len(data), "mode": trace.mode}
    effect_class = find_effect(document["id"])
    try:
        # First, and to its end even where it goes otherwise: what it raises tells more than that.
        result |= _watched(effect_class, trace, given["seed"], document["manifest"], watch)
        outcome = replay(effect_class, trace, given["seed"], document["manifest"]["choices"])
        result |= {"status": outcome.status, "reason": outcome.reason}
        result |= {"ticks": outcome.ticks, "facts": outcome.facts}
    except (Exception, EndlessError) as error:
        failed: dict[str, Any] = {"status": "failed", "reason": "", "ticks": 0, "facts": {}}
        return {**result, **failed, "error": _told(error, document["id"])}
    return result


def _watched(
    effect_class: "type[Effect]",
    trace: "Trace",
    seed: str,
    manifest: dict[str, Any],
    watch: LineWatch,
) -> dict[str, Any]:
    """Live a play's signals and look at what it shows; nothing where they are of other rules."""
    from effects.engine.play import Play
    from effects.engine.signals import with_always

    choices = [(name, trace.choices.get(name)) for name in sorted(manifest["choices"])]
    are_offered = all(word in manifest["choices"][name] for name, word in choices)
    if not are_offered or trace.columns != with_always(effect_class.SIGNALS):
        return {}
    counter, shown = FlashCounter(), ShownNames()
    play = watch.run(lambda: Play(effect_class, seed, trace.choices, trace.mode))
    for row in trace.rows:
        if play.effect.phase in ("completed", "finished"):
            break
        watch.run(lambda row=row: play.tick(row))
        for node in play.stage.nodes:
            node.check()
        counter.see(play.tick_count, play.stage.nodes)
        shown.see(play.effect, play.stage.nodes)
    return {"flashes": counter.worst, "shown": shown.told()}


def main() -> None:
    """Answer for the release and the plays on standard input."""
    given = json.load(sys.stdin)
    modules = ReleaseModules(Path())
    modules.install()
    modules.hold(given["document"])
    # What the engine imports of Python is loaded while files can still be read.
    import effects.engine.bridge  # noqa: F401  # pyright: ignore[reportUnusedImport]

    enclose(sys.stdout.fileno(), CPU_S_MAX)
    sys.stdout.write(json.dumps(_rehearse(given["document"], given["plays"])))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
