"""A recorded play as a file: the trace beside its seed, and what it is expected to come to.

effects/<id>/traces/*.json are such files; `kindlens record` writes them too. CPython only.
"""

import base64
import binascii
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from effects.engine.random import SeededRandom
from effects.engine.replay import Outcome
from effects.engine.trace import Trace, decode

BYTES_MAX = 10_000_000  # A trace of ten minutes is a hundredth of it.


class TraceFileError(Exception):
    """A file that holds no recorded play; the text says why. why: the same in a few words."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(text)
        self.why = why


@dataclass(frozen=True)
class RecordedPlay:
    """made_by: who or what played. expected: status, ticks and facts of its replay."""

    made_by: str
    seed: str
    expected: dict[str, Any]
    trace: Trace


def expectation(outcome: Outcome) -> dict[str, Any]:
    """Return what a file expects of its replay, from what a replay found."""
    return {"status": outcome.status, "ticks": outcome.ticks, "facts": outcome.facts}


def trace_file_text(made_by: str, seed: str, expected: dict[str, Any], trace: bytes) -> str:
    """Return what a file holds of a play. trace: the bytes of Recorder.encode()."""
    deflated = base64.b64encode(zlib.compress(trace, 9)).decode()
    kept = {"made_by": made_by, "seed": seed, "expected": expected, "trace": deflated}
    return json.dumps(kept, indent=1, ensure_ascii=False) + "\n"


def write_trace_file(
    path: Path, made_by: str, seed: str, expected: dict[str, Any], trace: bytes
) -> None:
    """Write a play down. trace: the bytes of Recorder.encode()."""
    path.write_text(trace_file_text(made_by, seed, expected, trace), "utf-8")


def read_trace_file(path: Path) -> RecordedPlay:
    """Return the play of a file. Raises TraceFileError, and TraceError for a broken trace."""
    try:
        kept: dict[str, Any] = json.loads(path.read_text("utf-8"))
        inflater = zlib.decompressobj()
        data = inflater.decompress(base64.b64decode(kept["trace"], validate=True), BYTES_MAX)
        SeededRandom(kept["seed"])  # Raises ValueError where it is none.
        return RecordedPlay(kept["made_by"], kept["seed"], kept["expected"], decode(data))
    except OSError as error:
        why = error.strerror or str(error)
        raise TraceFileError(f"got {path}: {why}; expected a recorded play", why) from error
    except (KeyError, TypeError, UnicodeDecodeError, ValueError, binascii.Error, zlib.error) as e:
        raise TraceFileError(
            f"got {path}: no recorded play ({_why(e)}); expected JSON with made_by, seed, expected "
            "and trace, as `kindlens record` writes it",
            _why(e),
        ) from e


def _why(error: Exception) -> str:
    """Return in a few words what kept a file from being a recorded play."""
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON: {error.msg} in line {error.lineno}"
    return f"no {error}" if isinstance(error, KeyError) else str(error)
