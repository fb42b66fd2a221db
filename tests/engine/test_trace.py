from effects.engine.trace import MAGIC, Recorder, TraceError, decode

COLUMNS = ("is_present", "is_pressed", "head_x_permille")


def recorded(rows, columns=COLUMNS):
    recorder = Recorder("play-1", "dodge_food", {"stray": "cat"}, "camera", columns)
    for tick, row in enumerate(rows):
        recorder.add_row(row)
        if tick % 30 == 29:
            recorder.add_digest(tick * 1000003)
    return recorder.encode()


def refusal(data, ticks_max=18000):
    try:
        decode(data, ticks_max)
    except TraceError as error:
        return error.reason
    raise AssertionError("no TraceError")


def test_what_was_recorded_is_decoded():
    rows = [(1, (tick % 7 == 0 and 1) or 0, 500 + (tick * 37) % 400 - 300) for tick in range(95)]
    trace = decode(recorded(rows))
    assert trace.rows == rows
    assert trace.digests == [29 * 1000003, 59 * 1000003, 89 * 1000003]
    assert trace.columns == COLUMNS
    assert (trace.play_id, trace.effect, trace.mode) == ("play-1", "dodge_food", "camera")
    assert trace.choices == {"stray": "cat"}


def test_an_empty_trace_is_a_trace():
    assert decode(recorded([])).rows == []


def test_bytes_that_are_no_trace_are_refused_by_name():
    data = recorded([(1, 0, 500)] * 40)
    assert refusal(b"") == "trace_cut_short"
    assert refusal(b"PNG!" + data[4:]) == "trace_not_decodable"
    assert refusal(data[:-1]) == "trace_cut_short"
    assert refusal(data + b"\x00") == "trace_not_decodable"
    assert refusal(data, ticks_max=39) == "trace_too_long"
    assert refusal(MAGIC + b"\x05[1,2]") == "trace_not_decodable"
    assert refusal(MAGIC + b"\xff\xff\xff\xff\xff\xff") == "trace_not_decodable"


def test_every_cut_is_noticed():
    data = recorded([(1, 0, 400 + tick) for tick in range(31)])
    for length in range(len(data)):
        assert refusal(data[:length]) in ("trace_cut_short", "trace_not_decodable")


def test_values_out_of_range_are_refused():
    assert refusal(recorded([(2, 0, 500)])) == "signal_out_of_range"
    assert refusal(recorded([(1, 0, 40000)])) == "signal_out_of_range"


def test_unknown_columns_are_refused():
    assert refusal(recorded([(1,)], ("heart_rate",))) == "trace_not_decodable"


def test_headers_of_the_wrong_shape_are_refused():
    for header in (
        b"[]",
        b"{}",
        b'{"play_id":1,"effect":"a","mode":"camera","choices":{},"columns":["is_present"]}',
        b'{"play_id":"p","effect":"a","mode":"radar","choices":{},"columns":["is_present"]}',
        b'{"play_id":"p","effect":"a","mode":"camera","choices":{"a":1},"columns":["is_present"]}',
        b'{"play_id":"p","effect":"a","mode":"camera","choices":[],"columns":["is_present"]}',
        b'{"play_id":"p","effect":"a","mode":"camera","choices":{},"columns":[]}',
        b'{"play_id":"p","effect":"a","mode":"camera","choices":{},"columns":[[]]}',
        b"[" * 120,
        b"\xff\xfe{}",
    ):
        assert refusal(MAGIC + bytes([len(header)]) + header + b"\x00") == "trace_not_decodable"
