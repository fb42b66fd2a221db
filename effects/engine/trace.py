"""A trace: the signals of every tick of one play, and a digest of its state every second.

Bytes, before deflating: b"KLT1", then a varint length and that many bytes of JSON header
{"play_id", "effect", "choices", "mode", "columns"}, a varint count of ticks, then column by column
the zigzag varint differences from tick to tick (the first from 0), then one big-endian CRC-32 for
every full second and one for what is left of a second at the completion. Columns compress well:
most differences are 0 or 1.
"""

import json
from struct import pack, unpack

from effects.engine.effect import MODES
from effects.engine.signals import TICK_HZ, UnknownSignalError, bounds

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAGIC = b"KLT1"
TICKS_MAX = 18000  # Ten minutes; a manifest may allow less.
HEADER_BYTES_MAX = 2000
COLUMNS_MAX = 64
VARINT_BYTES_MAX = 5
DIGEST_EVERY_TICKS = TICK_HZ


class TraceError(Exception):
    """Bytes that are not a trace; `reason` is a word for programs, the text is for people."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text)
        self.reason = reason


class Trace:
    """One decoded trace. rows: a tuple of whole numbers a tick, in the order of columns."""

    def __init__(
        self,
        play_id: str,
        effect: str,
        choices: "dict[str, str]",
        mode: str,
        columns: "tuple[str, ...]",
        rows: "list[tuple[int, ...]]",
        digests: "list[int]",
    ) -> None:
        self.play_id = play_id
        self.effect = effect
        self.choices = choices
        self.mode = mode
        self.columns = columns
        self.rows = rows
        self.digests = digests


def append_varint(target: bytearray, value: int) -> None:
    """Append a whole number of 0 or more, seven bits a byte, the lowest first."""
    while value > 127:
        target.append(value & 127 | 128)
        value >>= 7
    target.append(value)


class Recorder:
    """Takes down rows and digests while a play runs; `encode` may be called at any time."""

    def __init__(
        self,
        play_id: str,
        effect: str,
        choices: "dict[str, str]",
        mode: str,
        columns: "tuple[str, ...]",
    ) -> None:
        self._header: "dict[str, Any]" = {
            "play_id": play_id,
            "effect": effect,
            "choices": choices,
            "mode": mode,
            "columns": list(columns),
        }
        self._last = [0 for _ in columns]
        self._deltas = [bytearray() for _ in columns]
        self._digests = bytearray()
        self.tick_count = 0

    def add_row(self, row: "tuple[int, ...]") -> None:
        """Record the signals of one tick, in the order of the columns."""
        for position, value in enumerate(row):
            delta = value - self._last[position]
            self._last[position] = value
            append_varint(self._deltas[position], delta * 2 if delta >= 0 else -delta * 2 - 1)
        self.tick_count += 1

    def add_digest(self, digest: int) -> None:
        """Record the digest of a second's end."""
        self._digests.extend(pack(">I", digest))

    def encode(self) -> bytes:
        """Return the bytes of the trace so far, not deflated."""
        header = json.dumps(self._header).encode()
        encoded = bytearray(MAGIC)
        append_varint(encoded, len(header))
        encoded.extend(header)
        append_varint(encoded, self.tick_count)
        for deltas in self._deltas:
            encoded.extend(deltas)
        encoded.extend(self._digests)
        return bytes(encoded)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise TraceError("trace_cut_short", "the trace ends before its contents do")
        taken = self.data[self.at : self.at + count]
        self.at += count
        return taken

    def varint(self) -> int:
        value = 0
        for position in range(VARINT_BYTES_MAX):
            byte = self.take(1)[0]
            value |= (byte & 127) << (7 * position)
            if byte < 128:
                return value
        raise TraceError("trace_not_decodable", "a number of the trace is too long")

    def column(self, tick_count: int, name: str) -> "list[int]":
        """Read one column's values. The inner loop is plain: it is most of what decoding costs."""
        low, high = bounds(name)
        data, at, end = self.data, self.at, len(self.data)
        values: "list[int]" = []
        value = 0
        for _ in range(tick_count):
            shift = 0
            zigzag = 0
            byte = 128
            while byte > 127:
                if at >= end:
                    raise TraceError("trace_cut_short", "the trace ends before its contents do")
                if shift > 28:
                    raise TraceError("trace_not_decodable", "a number of the trace is too long")
                byte = data[at]
                at += 1
                zigzag |= (byte & 127) << shift
                shift += 7
            value += -((zigzag + 1) >> 1) if zigzag & 1 else zigzag >> 1
            if value < low or value > high:
                raise TraceError(
                    "signal_out_of_range",
                    "signal %s is %d, expected %d..%d" % (name, value, low, high),
                )
            values.append(value)
        self.at = at
        return values


def decode(data: bytes, ticks_max: int = TICKS_MAX) -> Trace:
    """Return the trace that these (inflated) bytes hold. Raises TraceError."""
    reader = _Reader(data)
    if reader.take(len(MAGIC)) != MAGIC:
        raise TraceError("trace_not_decodable", "got bytes without the mark KLT1 of a trace")
    header_bytes = reader.varint()
    if header_bytes > HEADER_BYTES_MAX:
        raise TraceError("trace_not_decodable", "the header of the trace is too long")
    try:
        header = _check_header(json.loads(reader.take(header_bytes).decode()))
    except (ValueError, RuntimeError) as error:  # MicroPython and CPython raise ValueError kinds.
        raise TraceError("trace_not_decodable", "the header of the trace is not JSON") from error
    columns: "tuple[str, ...]" = tuple(header["columns"])
    tick_count = reader.varint()
    if tick_count > ticks_max:
        raise TraceError(
            "trace_too_long", "got %d ticks, expected at most %d" % (tick_count, ticks_max)
        )
    values = [reader.column(tick_count, name) for name in columns]
    digests = _take_digests(reader, tick_count)
    return Trace(
        header["play_id"],
        header["effect"],
        header["choices"],
        header["mode"],
        columns,
        list(zip(*values)),
        digests,
    )


def _take_digests(reader: _Reader, tick_count: int) -> "list[int]":
    """Read the rest of the bytes: a digest a full second, and perhaps one of the last part."""
    count = tick_count // DIGEST_EVERY_TICKS
    count_max = count + (1 if tick_count % DIGEST_EVERY_TICKS else 0)
    left = len(reader.data) - reader.at
    if left < count * 4:
        raise TraceError("trace_cut_short", "the trace ends before its contents do")
    if left % 4 or left > count_max * 4:
        raise TraceError("trace_not_decodable", "the trace goes on after its end")
    return list(unpack(">%dI" % (left // 4), reader.take(left)))


def _check_header(parsed: "Any") -> "dict[str, Any]":
    """Return the header if every field of it is of the right kind. Raises TraceError."""
    header: "dict[str, Any]" = parsed if _is(parsed, dict) else {}
    words: "list[Any]" = [header.get("play_id"), header.get("effect"), header.get("mode")]
    choices: "dict[str, Any]" = header["choices"] if _is(header.get("choices"), dict) else {"": 0}
    columns: "list[Any]" = header["columns"] if _is(header.get("columns"), list) else []
    words += columns + [choices[name] for name in sorted(choices)]
    if not all(_is(word, str) for word in words):
        raise TraceError(
            "trace_not_decodable", "the header of the trace lacks words it should have"
        )
    if header["mode"] not in MODES:
        raise TraceError("trace_not_decodable", "got a mode other than " + " and ".join(MODES))
    if not 0 < len(columns) <= COLUMNS_MAX:
        raise TraceError("trace_not_decodable", "the header of the trace names no columns")
    for name in columns:
        try:
            bounds(name)
        except UnknownSignalError as error:
            raise TraceError("trace_not_decodable", "a column is no known signal") from error
    return header


def _is(value: "Any", kind: type) -> bool:
    return isinstance(value, kind)
