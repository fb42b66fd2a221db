"""What must hold whatever bytes are decoded as a trace: an answer by name, in bounded memory.

Standard library only: atheris runs it in an environment of its own.
"""

import tracemalloc

from effects.engine.trace import Recorder, Trace, TraceError, decode

TICKS_MAX = 2000  # As the manifests have it.
REASONS = frozenset(
    ("trace_not_decodable", "trace_cut_short", "trace_too_long", "signal_out_of_range")
)
# One byte is at least one value: a place in its column, one in its row, and a whole number.
BYTES_A_BYTE_MAX = 8 + 8 + 36 + 100
BYTES_MAX = 200_000  # Beside that: the header, which has a limit, and the reader itself.
COLUMNS = ("is_present", "is_pressed", "head_x_permille", "head_roll_ddeg")


class BrokenPromiseError(Exception):
    """The decoder did what it must not do; the text says what."""


def decode_or_refuse(data: bytes) -> Trace | str:
    """Return the trace, or the reason for which it is refused.

    Raises BrokenPromiseError, and whatever else the decoder lets out.
    """
    try:
        trace = decode(data, TICKS_MAX)
    except TraceError as error:
        if error.reason not in REASONS:
            raise BrokenPromiseError(f"got reason {error.reason!r}") from error
        return error.reason
    check(trace)
    return trace


def decode_in_bounds(data: bytes) -> Trace | str:
    """Do the same, and raise BrokenPromiseError where it takes more memory than it may."""
    tracemalloc.start()
    try:
        found = decode_or_refuse(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    if peak > BYTES_MAX + BYTES_A_BYTE_MAX * len(data):
        raise BrokenPromiseError(f"{len(data)} bytes took {peak} bytes of memory")
    return found


def check(trace: Trace) -> None:
    """Raise BrokenPromiseError unless a decoded trace is what its type says."""
    if len(trace.rows) > TICKS_MAX or any(len(row) != len(trace.columns) for row in trace.rows):
        raise BrokenPromiseError("rows are not as wide as columns, or too many")
    if len(trace.digests) not in (len(trace.rows) // 30, len(trace.rows) // 30 + 1):
        raise BrokenPromiseError(f"{len(trace.digests)} digests of {len(trace.rows)} ticks")


def encode_again(trace: Trace) -> bytes:
    """Return the bytes that a recorder makes of a decoded trace."""
    recorder = Recorder(trace.play_id, trace.effect, trace.choices, trace.mode, trace.columns)
    for row in trace.rows:
        recorder.add_row(row)
    for digest in trace.digests:
        recorder.add_digest(digest)
    return recorder.encode()


def honest_trace(rows: list[tuple[int, ...]]) -> bytes:
    """Return the bytes of a trace that is as it should be."""
    recorder = Recorder("0" * 32, "dodge_food", {"stray": "cat"}, "camera", COLUMNS)
    for tick, row in enumerate(rows, 1):
        recorder.add_row(row)
        if tick % 30 == 0:
            recorder.add_digest(tick)
    return recorder.encode()
