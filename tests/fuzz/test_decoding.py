"""The decoder of traces, given anything: it says what is wrong by name, in bounded memory."""

import json
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from effects.engine.signals import SIGNALS
from effects.engine.trace import MAGIC, Trace, append_varint
from server.replay.worker import InflateError, inflate
from tests.fuzz.decoding import COLUMNS, decode_in_bounds, encode_again, honest_trace

MANY = settings(max_examples=150, deadline=None)
BOMB = MAGIC + b"\xff\xff\xff\xff\x0f"
INFLATED_MAX = 10_000

places = st.integers(-500, 1500)
rows = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 1), places, st.integers(-1800, 1800)), max_size=70
)
words = st.text(max_size=8)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from([entry[0] for entry in SIGNALS])
headers = st.fixed_dictionaries(
    {
        "play_id": words | json_values,
        "effect": words | json_values,
        "mode": st.sampled_from(["camera", "pointer", "radar"]) | json_values,
        "choices": st.dictionaries(words, words, max_size=3) | json_values,
        "columns": st.lists(names, max_size=70) | json_values,
    }
)
varints = st.integers(0, 2**35)


def with_header(header: bytes, ticks: int, rest: bytes) -> bytes:
    data = bytearray(MAGIC)
    append_varint(data, len(header))
    data += header
    append_varint(data, ticks)
    return bytes(data + rest)


@MANY
@given(st.binary(max_size=3000))
@example(BOMB)
@example(MAGIC + b"\x80" * 2000)
def test_any_bytes(data: bytes) -> None:
    decode_in_bounds(data)
    decode_in_bounds(MAGIC + data)


@MANY
@given(headers | json_values, varints, st.binary(max_size=3000))
def test_any_header(header: Any, ticks: int, rest: bytes) -> None:
    text = json.dumps(header).encode("utf-8", "surrogatepass")
    decode_in_bounds(with_header(text, ticks, rest))


@MANY
@given(st.binary(max_size=2000))
def test_any_bytes_as_a_header(header: bytes) -> None:
    decode_in_bounds(with_header(header, 0, b""))
    decode_in_bounds(with_header(b"[" * 1000 + header[:900], 0, b""))


@MANY
@given(rows, st.data())
def test_an_honest_trace_with_some_bytes_changed(
    given_rows: list[tuple[int, ...]], data: st.DataObject
) -> None:
    trace = bytearray(honest_trace(given_rows))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(trace) - 1))
        trace[at] = data.draw(st.integers(0, 255))
    found = decode_in_bounds(bytes(trace))
    if isinstance(found, Trace):
        assert len(found.columns) == len(COLUMNS)


@MANY
@given(rows)
def test_what_is_recorded_is_decoded_and_recorded_again(rows: list[tuple[int, ...]]) -> None:
    data = honest_trace(rows)
    found = decode_in_bounds(data)
    assert isinstance(found, Trace)
    assert found.rows == rows
    assert encode_again(found) == data


@MANY
@given(st.binary(max_size=3000))
def test_inflating_anything(data: bytes) -> None:
    reason = ""
    try:
        assert len(inflate(data, INFLATED_MAX)) <= INFLATED_MAX
    except InflateError as error:
        reason = error.reason
    assert reason in ("", "trace_not_inflatable", "trace_too_large", "trace_cut_short")
