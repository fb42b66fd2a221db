import gc
import json
from binascii import a2b_base64

from effects.engine import bridge
from effects.engine.trace import decode

TICKS = 3000  # A long play: its trace must fit into a phone's memory while it is encoded.


def test_the_trace_of_a_long_play_is_handed_over_whole():
    order = {
        "effect": "dodge_food",
        "play_id": "long",
        "seed": "0123456789abcdef0011223344556677",
        "choices": {"stray": "dog"},
        "mode": "pointer",
    }
    bridge.open_play(json.dumps(order))
    recorder = bridge._bridge.opened().recorder
    rows = [(1, 0, tick * 37 % 1000, tick * 91 % 1000, 0, 0, 0) for tick in range(TICKS)]
    for tick, row in enumerate(rows):
        recorder.add_row(row)
        if tick % 30 == 29:
            recorder.add_digest(tick)
    gc.collect()
    given = bridge.trace()
    assert len(given) > 30000
    blocks = [given[at : at + 400].encode() for at in range(0, len(given), 400)]
    assert decode(b"".join([a2b_base64(block) for block in blocks])).rows == rows
