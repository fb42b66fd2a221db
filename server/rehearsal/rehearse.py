"""What `kindlens check` finds out by living an effect's recorded plays again."""

import json
import statistics
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import TimeoutExpired
from typing import Any

from effects.check import undeclared
from effects.checks.flashes import FLASHES_MAX
from effects.checks.problem import Problem
from effects.engine.signals import TICK_HZ
from effects.engine.trace import TraceError
from effects.manifest import Manifest, read_manifest
from effects.place import EffectPlace
from effects.release import build_release
from effects.trace_file import TraceFileError, read_trace_file
from server.brotli_encoding import compress_brotli
from server.rehearsal.fault_place import place_of_fault
from server.rehearsal.in_cpython import RehearsalError, rehearse_in_cpython
from server.rehearsal.in_micropython import find_interpreter, find_node, rehearse_in_micropython
from server.rehearsal.lacking import lacking

# A phone is about four times as slow as the machine of a developer, and half of a tick's thirtieth
# of a second belongs to tracking and drawing.
TICK_P95_MS_MAX = 4.0
WIRE_BYTES_MAX = 250_000  # Three to four times what the shipped effects take.
LARGEST_TOLD = 3
WIRE_QUALITY = 5  # Of brotli: the server's own is a few percent better.

TO_DO = {
    "EndlessError": "let the loop end; count how often it may go around",
    "MemoryError": "keep less: look for a list that only grows",
    "ModuleNotFoundError": "import effects.engine, or a file beside effect.py",
    "RecursionError": "let the function call itself less often",
    "UnknownSignalError": "choose one of them; effects/REFERENCE.md says what each is",
}


@dataclass
class Rehearsal:
    """What was found: problems, and what is worth knowing though it is right.

    signals: the names of what it follows. tick_p95_ms: in MicroPython; None where there is no Node.
    """

    problems: list[Problem] = field(default_factory=list[Problem])
    signals: list[str] = field(default_factory=list[str])
    traces: int = 0
    wire_bytes: int = 0
    tick_p95_ms: float | None = None


def rehearse(place: EffectPlace, web_dir: Path) -> Rehearsal:
    """Live the recorded plays of an effect again, whose files are right (effects/check.py).

    Its code runs in enclosed processes; in Node, where static checks are what keeps it from more.
    """
    found = Rehearsal()
    document = build_release(place).document
    manifest = read_manifest(place)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    found.wire_bytes = len(compress_brotli(text, WIRE_QUALITY))
    if found.wire_bytes > WIRE_BYTES_MAX:
        found.problems.append(
            Problem(
                *(place.id, 0, f"{found.wire_bytes} bytes over the wire"),
                f"at most {WIRE_BYTES_MAX}, without its models",
                f"simplify the largest pictures of art/: {_largest(document['art'])}",
            )
        )
    files, plays = _read_traces(place, found)
    try:
        seen = rehearse_in_cpython(document, plays)
    except (RehearsalError, TimeoutExpired) as error:
        found.problems.append(
            Problem(
                *(f"{place.id}/effect.py", 0, f"a replay that came to nothing: {error}"),
                "an answer for every recorded play",
                "look for a loop that does not end, for memory that only grows, and for imports",
            )
        )
        return found
    if seen["error"] is not None:
        found.problems.append(_raised(place, seen["error"], "the effect to load"))
        return found
    found.signals = seen["signals"]
    found.problems += undeclared(place, manifest, seen["needs"])
    raised: dict[tuple[str, int], Problem] = {}  # Once a line, however many plays come upon it.
    for file, played in zip(files, seen["plays"], strict=True):
        if played["error"] is None:
            found.problems += _look_at(manifest, file, played)
        else:
            problem = _raised(place, played["error"], f"{file['name']} to replay")
            raised.setdefault((problem.file, problem.line), problem)
    found.problems += raised.values()
    found.problems += lacking(place, document, seen["plays"])
    if plays and not any(problem.file.endswith(".py") for problem in found.problems):
        _rehearse_in_page(place, document, files, plays, seen["plays"], web_dir, found)
    return found


def _largest(art: dict[str, str]) -> str:
    by_bytes = sorted(((len(svg.encode()), name) for name, svg in art.items()), reverse=True)
    return ", ".join(f"{name} ({size / 1000:.0f} KB)" for size, name in by_bytes[:LARGEST_TOLD])


def _read_traces(
    place: EffectPlace, found: Rehearsal
) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """Return name and expectation of each trace file, and seed and trace of each."""
    files: list[dict[str, Any]] = []
    plays: list[dict[str, str]] = []
    for path in place.trace_files():
        name = f"{place.id}/traces/{path.name}"
        try:
            trace = read_trace_file(path).trace
            kept = json.loads(path.read_text("utf-8"))
        except (TraceFileError, TraceError) as error:
            why = error.why if isinstance(error, TraceFileError) else str(error)
            expected = "a recorded play: made_by, seed, expected and trace"
            found.problems.append(Problem(name, 0, why, expected, "record it anew, or remove it"))
            continue
        if trace.effect != place.id:
            found.problems.append(
                Problem(name, 0, f"a play of {trace.effect}", f"one of {place.id}", "remove it")
            )
            continue
        files.append({"name": name, "expected": kept["expected"], "mode": trace.mode})
        plays.append({"seed": kept["seed"], "trace": kept["trace"]})
    found.traces = len(plays)
    completed = [file["mode"] for file in files if file["expected"].get("status") == "completed"]
    if not completed:
        found.problems.append(
            Problem(
                *(f"{place.id}/traces", 0, "no recorded play that is completed", "one or more"),
                "record one in the studio, or by `kindlens record`",
            )
        )
    elif "pointer" not in completed:
        found.problems.append(
            Problem(
                *(f"{place.id}/traces", 0, "no completed play by pointer", "one besides"),
                "record one in the studio: who has no camera is credited too",
                is_advice=True,
            )
        )
    return files, plays


def _look_at(manifest: Manifest, file: dict[str, Any], played: dict[str, Any]) -> list[Problem]:
    """Return what is wrong with one play as CPython lived it to its end."""
    name = file["name"]
    problems: list[Problem] = []
    got = {key: played[key] for key in ("status", "ticks", "facts")}
    if got != file["expected"]:
        why = f" ({played['reason']})" if played["reason"] else ""
        problems.append(
            Problem(
                *(name, 0, f"{json.dumps(got, ensure_ascii=False)}{why}"),
                json.dumps(file["expected"], ensure_ascii=False),
                "mend the rules, or record the play anew where they are meant to have changed",
            )
        )
    limits = manifest.limits
    if played["bytes"] > limits.trace_bytes_max or played["ticks"] > limits.ticks_max:
        problems.append(
            Problem(
                *(name, 0, f"{played['bytes']} bytes and {played['ticks']} ticks"),
                f"at most {limits.trace_bytes_max} and {limits.ticks_max}, the manifest's limits",
                "raise limits in manifest.json, or follow fewer signals",
            )
        )
    flashes, picture, tick = played["flashes"]
    if flashes > FLASHES_MAX:
        problems.append(
            Problem(
                *(name, 0, f"{flashes} flashes of {picture!r} in the second before tick {tick}"),
                f"at most {FLASHES_MAX} a second of anything large, for those whom flashing harms",
                "let it fade more slowly, or make it smaller than a third of the field",
            )
        )
    return problems


def _rehearse_in_page(
    place: EffectPlace,
    document: dict[str, Any],
    files: list[dict[str, Any]],
    plays: list[dict[str, str]],
    in_cpython: list[dict[str, Any]],
    web_dir: Path,
    found: Rehearsal,
) -> None:
    """Compare with the page's interpreter, and time the ticks, where Node is at hand."""
    node, interpreter = find_node(), find_interpreter(web_dir)
    if node is None or interpreter is None:
        return
    try:
        lived = rehearse_in_micropython(node, interpreter, document, plays, TICK_P95_MS_MAX)
    except (RehearsalError, TimeoutExpired) as error:
        found.problems.append(
            Problem(
                *(f"{place.id}/effect.py", 0, f"no end in MicroPython: {error}"),
                "an answer for every recorded play",
                "look for a loop that does not end, or for memory that only grows",
            )
        )
        return
    times: list[float] = []
    for file, ours, theirs in zip(files, in_cpython, lived, strict=True):
        times += theirs["tick_ms"]
        outcome = [ours[key] for key in ("status", "ticks", "facts")]
        # What CPython found tampered has been told; how far MicroPython came does not matter then.
        if theirs["outcome"] == outcome or (ours["status"] == "tampered" and not theirs["error"]):
            continue
        got = theirs["error"].strip() if theirs["error"] else json.dumps(theirs["outcome"])
        found.problems.append(
            Problem(
                *(file["name"], 0, f"in the page's MicroPython {got}"),
                f"{json.dumps(outcome)}, as in CPython",
                "keep to whole numbers under 2^30 and to what effects/README.md names",
            )
        )
    if len(times) < TICK_HZ:
        return
    found.tick_p95_ms = statistics.quantiles(times, n=20)[-1]
    if found.tick_p95_ms > TICK_P95_MS_MAX:
        found.problems.append(
            Problem(
                *(f"{place.id}/effect.py", 0, f"ticks of {found.tick_p95_ms:.1f} ms (p95)"),
                f"at most {TICK_P95_MS_MAX:.0f} ms, so that phones keep up",
                "do less in tick(): fewer nodes, shorter loops, work spread over ticks",
            )
        )


def _raised(place: EffectPlace, error: dict[str, Any], expected: str) -> Problem:
    """Return what an effect raised, in its author's words where the type says little."""
    file, line = error["place"]
    said = f"{error['type']}: {error['text']}" if error["text"] else error["type"]
    todo = TO_DO.get(error["type"], "mend what that line does")
    if line == 0:
        file, line = place_of_fault(place, error["text"]) or (file, 0)
        todo = TO_DO.get(error["type"], "look for what sets it") if line == 0 else todo
    return Problem(file, line, said, expected, todo)
